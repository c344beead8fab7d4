package com.amd.aim.kube.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the keywords of a schema one by one, and compiles its rules where nothing is wrong otherwise. */
final class KeywordCheck {

    private static final List<String> TYPES = List.of("array", "boolean", "integer", "number", "object", "string");
    private static final List<String> UNSUPPORTED =
            List.of("id", "additionalItems", "patternProperties", "definitions", "dependencies", "$ref");

    private final List<FieldError> ofSchema = new ArrayList<>();
    private final List<FieldError> ofRules = new ArrayList<>();

    /**
     * What the surroundings of a schema mean for it.
     *
     * @param noDefaults why there may be no default here; empty where there may
     * @param insideMeta whether this is a part of the metadata of an object
     * @param uncorrelated the list whose items cannot be compared with older ones; null where all can
     * @param compile whether rules are compiled
     */
    private record Around(
            String noDefaults, boolean insideMeta, @Nullable FieldPath uncorrelated, boolean compile) {

        Around additional() {
            return insideMeta ? withoutDefaults("inside additionalProperties applying to object metadata") : this;
        }

        Around withoutDefaults(String reason) {
            return new Around(reason, insideMeta, uncorrelated, compile);
        }

        Around meta() {
            return new Around(noDefaults, true, uncorrelated, compile);
        }

        Around uncorrelated(FieldPath path) {
            return new Around(noDefaults, insideMeta, uncorrelated == null ? path : uncorrelated, compile);
        }

        Around uncompiled() {
            return new Around(noDefaults, insideMeta, uncorrelated, false);
        }
    }

    private KeywordCheck() {}

    /**
     * Checks a schema and all its parts.
     *
     * @param sound whether it is structural: its rules can be compiled
     */
    static List<FieldError> check(Node root, FieldPath path, boolean sound) {
        KeywordCheck check = new KeywordCheck();
        check.visit(root, path, new Around("", false, null, sound), true);
        List<FieldError> all = new ArrayList<>(check.ofSchema);
        all.addAll(check.ofRules);
        return all;
    }

    private void visit(Node node, FieldPath path, Around around, boolean root) {
        int before = ofSchema.size();
        itself(node, path, around);
        parts(node, path, around, root);
        alternatives(node.junctors(), path, around.uncompiled());
        ofSchema.addAll(ListTypeCheck.check(node, path));
        ofSchema.addAll(RuleEntries.check(node, path));
        if (ofSchema.size() == before && around.compile()) {
            ofRules.addAll(RuleEntries.compile(node, path, root, around.uncorrelated()));
        }
    }

    private void itself(Node node, FieldPath path, Around around) {
        JsonNode json = node.json();
        String type = json.path("type").asText();
        if (!type.isEmpty() && !TYPES.contains(type)) {
            ofSchema.add(Faults.notSupported(path.child("type"), json.get("type"), TYPES));
        }
        if (json.hasNonNull("default") && !around.noDefaults().isEmpty()) {
            forbid(path, "default", "must not be set " + around.noDefaults());
        }
        UNSUPPORTED.stream().filter(json::has).forEach(keyword -> forbid(path, keyword, keyword + " is not supported"));
        if (type.equals("null")) {
            forbid(path, "type", "type cannot be set to null, use nullable as an alternative");
        }
        if (json.path("items").isArray()) {
            forbid(path, "items", "items must be a schema object and not an array");
        }
        if (around.insideMeta() && node.traits().embedded()) {
            forbid(path, "x-kubernetes-embedded-resource", "must not be used inside of resource meta");
        }
        if (node.limits().uniqueItems()) {
            String words = "uniqueItems cannot be set to true since the runtime complexity becomes quadratic";
            forbid(path, "uniqueItems", words);
        }
        Shape shape = node.shape();
        if (!shape.properties().isEmpty() && (shape.closed() || shape.additional() != null)) {
            forbid(path, "additionalProperties", "additionalProperties and properties are mutual exclusive");
        }
        JsonNode preserve = json.path("x-kubernetes-preserve-unknown-fields");
        if (preserve.isBoolean() && !preserve.booleanValue()) {
            ofSchema.add(Faults.invalid(
                    path.child("x-kubernetes-preserve-unknown-fields"), preserve, "must be true or undefined"));
        }
    }

    private void forbid(FieldPath path, String keyword, String words) {
        ofSchema.add(Faults.forbidden(path.child(keyword), words));
    }

    private void parts(Node node, FieldPath path, Around around, boolean root) {
        Shape shape = node.shape();
        if (shape.additional() != null) {
            visit(shape.additional(), path.child("additionalProperties"), around.additional(), false);
        }
        shape.properties().forEach((name, field) -> {
            boolean meta = (root || node.traits().embedded()) && Pruning.META.contains(name);
            Around inside = meta ? around.meta() : around;
            Around below = meta && root ? inside.withoutDefaults("in top-level " + name) : inside;
            visit(field, path.child("properties").key(name), below, false);
        });
        if (shape.items() != null) {
            boolean keyed = shape.listType().equals("map");
            visit(shape.items(), path.child("items"), keyed ? around : around.uncorrelated(path), false);
        }
    }

    private void alternatives(Junctors junctors, FieldPath path, Around around) {
        if (junctors.not() != null) {
            visit(junctors.not(), path.child("not"), around, false);
        }
        each(junctors.allOf(), path.child("allOf"), around);
        each(junctors.oneOf(), path.child("oneOf"), around);
        each(junctors.anyOf(), path.child("anyOf"), around);
    }

    private void each(List<Node> alternatives, FieldPath path, Around around) {
        for (int i = 0; i < alternatives.size(); i++) {
            visit(alternatives.get(i), path.index(i), around, false);
        }
    }
}
