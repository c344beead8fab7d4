package com.amd.aim.kube.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks that a schema is structural: it says of every field what it is, and alternatives only restrict what the schema says
 * outside of them.
 */
final class StructureCheck {

    private final List<FieldError> faults = new ArrayList<>();

    /** Where a schema stands, and how its missing type is complained about. */
    private enum Level {
        ROOT("must not be empty at the root"),
        ITEM("must not be empty for specified array items"),
        FIELD("must not be empty for specified object fields");

        private final String words;

        Level(String words) {
            this.words = words;
        }
    }

    private StructureCheck() {}

    static List<FieldError> check(Node root, FieldPath path) {
        StructureCheck check = new StructureCheck();
        check.visit(root, Level.ROOT, path);
        check.faults.addAll(AlternativeCheck.incomplete(root, path));
        return check.faults;
    }

    private void visit(Node node, Level level, FieldPath path) {
        Shape shape = node.shape();
        if (node.traits().type().equals("array") && shape.items() == null) {
            faults.add(Faults.required(path.child("items"), "must be specified"));
        }
        if (shape.items() != null) {
            visit(shape.items(), Level.ITEM, path.child("items"));
        }
        shape.properties()
                .forEach((name, field) ->
                        visit(field, Level.FIELD, path.child("properties").key(name)));
        if (level == Level.ROOT && shape.extra()) {
            faults.add(Faults.forbidden(path.child("additionalProperties"), "must not be used at the root"));
        }
        if (shape.additional() != null) {
            visit(shape.additional(), Level.FIELD, path.child("additionalProperties"));
        }
        extensions(node.traits(), path);
        faults.addAll(AlternativeCheck.check(node, path));
        type(node, level, path);
        if (node.traits().embedded()) {
            embedded(shape, node.traits(), path);
        }
        meta(shape, level, level == Level.ROOT || node.traits().embedded(), path);
    }

    private void extensions(Traits traits, FieldPath path) {
        String words = "must be false if x-kubernetes-int-or-string is true";
        if (traits.intOrString() && traits.keepsUnknown()) {
            faults.add(Faults.invalidShown(path.child("x-kubernetes-preserve-unknown-fields"), "true", words));
        }
        if (traits.intOrString() && traits.embedded()) {
            faults.add(Faults.invalidShown(path.child("x-kubernetes-embedded-resource"), "true", words));
        }
    }

    private void type(Node node, Level level, FieldPath path) {
        Traits traits = node.traits();
        FieldPath at = path.child("type");
        if (traits.embedded() && !traits.type().equals("object")) {
            mustBe(at, traits.type(), "must be object if x-kubernetes-embedded-resource is true");
        } else if (traits.type().isEmpty() && !traits.intOrString() && !traits.keepsUnknown()) {
            faults.add(Faults.required(at, level.words));
        }
        if (level == Level.ROOT && !traits.type().isEmpty() && !traits.type().equals("object")) {
            faults.add(Faults.invalid(at, traits.type(), "must be object at the root"));
        }
    }

    private void embedded(Shape shape, Traits traits, FieldPath path) {
        if (shape.extra()) {
            String words = "must not be used if x-kubernetes-embedded-resource is set";
            faults.add(Faults.forbidden(path.child("additionalProperties"), words));
        }
        if (!traits.keepsUnknown() && shape.properties().isEmpty()) {
            String words = "must not be empty if x-kubernetes-embedded-resource is true without"
                    + " x-kubernetes-preserve-unknown-fields";
            faults.add(Faults.required(path.child("properties"), words));
        }
    }

    private void mustBe(FieldPath at, String type, String words) {
        faults.add(type.isEmpty() ? Faults.required(at, words) : Faults.invalid(at, type, words));
    }

    private void meta(Shape shape, Level level, boolean wholeObject, FieldPath path) {
        FieldPath properties = path.child("properties");
        if (wholeObject) {
            meta("kind", "string", shape, properties);
            meta("apiVersion", "string", shape, properties);
            meta("metadata", "object", shape, properties);
        }
        Node metadata = shape.properties().get("metadata");
        if (metadata != null && level == Level.ROOT && !onlyNames(metadata.json())) {
            String words = "must not specify anything other than name and generateName, but metadata is implicitly"
                    + " specified";
            faults.add(Faults.forbidden(properties.key("metadata"), words));
        }
    }

    private void meta(String name, String type, Shape shape, FieldPath properties) {
        Node field = shape.properties().get(name);
        if (field != null && !field.traits().type().equals(type)) {
            String actual = field.traits().type();
            faults.add(Faults.invalid(properties.key(name).child("type"), actual, "must be " + type));
        }
    }

    /** {@return whether metadata has a type and, if any, restrictions of its names, and nothing else} */
    private static boolean onlyNames(JsonNode metadata) {
        Set<String> keywords = new HashSet<>();
        metadata.properties().stream().map(Map.Entry::getKey).forEach(keywords::add);
        keywords.removeAll(Set.of("type", "default", "properties"));
        Set<String> names = new HashSet<>();
        metadata.path("properties").fieldNames().forEachRemaining(names::add);
        return keywords.isEmpty() && Set.of("name", "generateName").containsAll(names);
    }
}
