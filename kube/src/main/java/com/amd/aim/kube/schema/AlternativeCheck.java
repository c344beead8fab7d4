package com.amd.aim.kube.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks the schemas in allOf, anyOf, oneOf and not, and the patterns beside them: they restrict values and describe nothing. */
final class AlternativeCheck {

    private final List<FieldError> faults = new ArrayList<>();

    private AlternativeCheck() {}

    /** {@return the faults of the alternatives of a schema, those of its parts not included} */
    static List<FieldError> check(Node node, FieldPath path) {
        AlternativeCheck check = new AlternativeCheck();
        check.restrictions(node, path, intOrString(node.junctors().anyOf()), startsWithIntOrString(node));
        return check.faults;
    }

    private static boolean intOrString(List<Node> anyOf) {
        return anyOf.size() == 2 && onlyType(anyOf.get(0), "integer") && onlyType(anyOf.get(1), "string");
    }

    private static boolean onlyType(Node node, String type) {
        return node.json().size() == 1 && node.traits().type().equals(type);
    }

    private static boolean startsWithIntOrString(Node node) {
        List<Node> allOf = node.junctors().allOf();
        return !allOf.isEmpty() && intOrString(allOf.getFirst().junctors().anyOf());
    }

    /** The two ways to write that a value is an int or a string are exempt. */
    private void restrictions(Node node, FieldPath path, boolean exemptAny, boolean exemptFirst) {
        Junctors junctors = node.junctors();
        if (!exemptAny) {
            all(junctors.anyOf(), path.child("anyOf"), false);
        }
        all(junctors.allOf(), path.child("allOf"), exemptFirst);
        all(junctors.oneOf(), path.child("oneOf"), false);
        if (junctors.not() != null) {
            alternative(junctors.not(), path.child("not"), false);
        }
        Regex pattern = node.limits().pattern();
        if (pattern != null && !pattern.fault().isEmpty()) {
            String words = "must be a valid regular expression, but isn't: " + pattern.fault();
            faults.add(Faults.invalid(path.child("pattern"), pattern.text(), words));
        }
    }

    private void all(List<Node> alternatives, FieldPath path, boolean exemptFirst) {
        for (int i = 0; i < alternatives.size(); i++) {
            alternative(alternatives.get(i), path.index(i), exemptFirst && i == 0);
        }
    }

    private void alternative(Node node, FieldPath path, boolean exemptAny) {
        restrictions(node, path, exemptAny, false);
        if (node.shape().items() != null) {
            alternative(node.shape().items(), path.child("items"), false);
        }
        node.shape().properties().forEach((name, field) -> {
            alternative(field, path.child("properties").key(name), false);
            if (name.equals("metadata")) {
                String words = "must not be specified in a nested context";
                faults.add(Faults.forbidden(path.child("properties").key(name), words));
            }
        });
        JsonNode json = node.json();
        JsonNode additional = json.path("additionalProperties");
        forbid(additional.isObject() || additional.asBoolean(), path, "additionalProperties", "undefined");
        forbid(json.hasNonNull("default"), path, "default", "undefined");
        for (String keyword : List.of("type", "title", "description")) {
            forbid(!json.path(keyword).asText().isEmpty(), path, keyword, "empty");
        }
        forbid(node.traits().nullable(), path, "nullable", "false");
        extensions(node, path);
    }

    private void extensions(Node node, FieldPath path) {
        Traits traits = node.traits();
        Shape shape = node.shape();
        forbid(traits.keepsUnknown(), path, "x-kubernetes-preserve-unknown-fields", "false");
        forbid(traits.embedded(), path, "x-kubernetes-embedded-resource", "false");
        forbid(traits.intOrString(), path, "x-kubernetes-int-or-string", "false");
        forbid(!shape.mapKeys().isEmpty(), path, "x-kubernetes-list-map-keys", "empty");
        forbid(!shape.listType().isEmpty(), path, "x-kubernetes-list-type", "undefined");
        forbid(!shape.mapType().isEmpty(), path, "x-kubernetes-map-type", "undefined");
        forbid(!node.rules().isEmpty(), path, "x-kubernetes-validations", "empty");
    }

    private void forbid(boolean present, FieldPath path, String keyword, String wanted) {
        if (present) {
            faults.add(Faults.forbidden(path.child(keyword), "must be " + wanted + " to be structural"));
        }
    }

    /** {@return a fault for each field or item that an alternative names and the schema does not} */
    static List<FieldError> incomplete(Node root, FieldPath path) {
        AlternativeCheck check = new AlternativeCheck();
        check.alternatives(root, root, path, path);
        return check.faults;
    }

    private void alternatives(Node node, Node described, FieldPath path, FieldPath at) {
        Junctors junctors = node.junctors();
        if (junctors.not() != null) {
            complete(junctors.not(), described, path, at.child("not"));
        }
        Map<String, List<Node>> lists =
                Map.of("allOf", junctors.allOf(), "anyOf", junctors.anyOf(), "oneOf", junctors.oneOf());
        lists.forEach((name, alternatives) -> {
            for (int i = 0; i < alternatives.size(); i++) {
                complete(alternatives.get(i), described, path, at.child(name).index(i));
            }
        });
    }

    private void complete(Node node, @Nullable Node described, FieldPath path, FieldPath at) {
        if (described == null) {
            faults.add(Faults.required(path, "because it is defined in " + at.text()));
            return;
        }
        alternatives(node, described, path, at);
        if (node.shape().items() != null) {
            complete(node.shape().items(), described.shape().items(), path.child("items"), at.child("items"));
        }
        node.shape()
                .properties()
                .forEach((name, field) -> complete(
                        field,
                        described.shape().properties().get(name),
                        path.child("properties").key(name),
                        at.child("properties").key(name)));
    }
}
