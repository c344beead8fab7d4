package com.amd.aim.kube.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Checks that each default is a value of its own schema, without unknown fields. Below maps there is none to check. */
final class DefaultsCheck {

    private final List<FieldError> faults = new ArrayList<>();

    private DefaultsCheck() {}

    static List<FieldError> check(Node root, FieldPath path) {
        DefaultsCheck check = new DefaultsCheck();
        check.visit(root, path, RuleTree.ofObject(root), true, false);
        return check.faults;
    }

    /**
     * Checks the defaults of a schema and its parts.
     *
     * @param wholeObject whether it is one of a whole object
     * @param meta whether it is a part of an object's metadata, in which nothing is unknown
     */
    private void visit(Node node, FieldPath path, RuleTree rules, boolean wholeObject, boolean meta) {
        JsonNode value = node.traits().defaultValue();
        if (value != null) {
            if (!meta && !Pruning.part(value, node).unknownFields().isEmpty()) {
                faults.add(Faults.invalid(path.child("default"), value, "must not have unknown fields"));
            }
            check(node, value, path.child("default"), rules);
        }
        Node items = node.shape().items();
        if (items != null) {
            part(items, path.child("items"), meta);
        }
        node.shape()
                .properties()
                .forEach((name, field) -> part(
                        field,
                        path.child("properties").key(name),
                        meta || (wholeObject && Pruning.META.contains(name))));
    }

    private void part(Node node, FieldPath path, boolean meta) {
        boolean embedded = node.traits().embedded();
        visit(node, path, RuleTree.of(node), embedded, meta && !embedded);
    }

    private void check(Node node, JsonNode value, FieldPath path, RuleTree rules) {
        List<FieldError> found = EmbeddedObjects.check(node, path, value);
        if (found.isEmpty()) {
            found = ValueCheck.check(node, FieldPath.ROOT, value, null).faults().stream()
                    .map(fault -> below(path, fault))
                    .toList();
        }
        if (found.isEmpty()) {
            found = rules.check(path, value, value, null);
        }
        if (found.isEmpty()) {
            found = rules.check(path, value, null, null);
        }
        faults.addAll(found);
    }

    private static FieldError below(FieldPath path, FieldError fault) {
        FieldPath at = fault.path().equals(FieldError.ROOT) ? path : path.child(fault.path());
        return new FieldError(at.shown(), fault.kind(), fault.message());
    }
}
