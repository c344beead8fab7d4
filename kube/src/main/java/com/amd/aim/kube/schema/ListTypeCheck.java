package com.amd.aim.kube.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks {@code x-kubernetes-list-type}, its keys, and {@code x-kubernetes-map-type}. */
final class ListTypeCheck {

    private static final String LIST_TYPE = "x-kubernetes-list-type";
    private static final String MAP_KEYS = "x-kubernetes-list-map-keys";
    private static final String MAP_TYPE = "x-kubernetes-map-type";
    private static final String ITEM_OF_SET = "must be atomic as item of a list with x-kubernetes-list-type=set";

    private final Node node;
    private final Shape shape;
    private final FieldPath path;
    private final List<FieldError> faults = new ArrayList<>();

    private ListTypeCheck(Node node, FieldPath path) {
        this.node = node;
        this.shape = node.shape();
        this.path = path;
    }

    static List<FieldError> check(Node node, FieldPath path) {
        ListTypeCheck check = new ListTypeCheck(node, path);
        check.standsOn(MAP_TYPE, check.shape.mapType(), "object", List.of("atomic", "granular"));
        check.standsOn(LIST_TYPE, check.shape.listType(), "array", List.of("atomic", "set", "map"));
        check.keys();
        Node items = check.shape.items();
        switch (check.shape.listType()) {
            case "set" -> check.set(items);
            case "map" -> check.map(items);
            default -> {}
        }
        return check.faults;
    }

    private void standsOn(String keyword, String value, String type, List<String> known) {
        if (value.isEmpty()) {
            return;
        }
        String actual = node.traits().type();
        String words = "must be " + type + " if " + keyword + " is specified";
        if (actual.isEmpty()) {
            faults.add(Faults.required(path.child("type"), words));
        } else if (!actual.equals(type)) {
            faults.add(Faults.invalid(path.child("type"), actual, words));
        }
        if (!known.contains(value)) {
            faults.add(Faults.notSupported(path.child(keyword), node.json().get(keyword), known));
        }
    }

    private void keys() {
        if (!shape.mapKeys().isEmpty() && !shape.listType().equals("map")) {
            String words = "must be map if x-kubernetes-list-map-keys is non-empty";
            FieldPath at = path.child(LIST_TYPE);
            faults.add(
                    shape.listType().isEmpty()
                            ? Faults.required(at, words)
                            : Faults.invalid(at, shape.listType(), words));
        }
    }

    private void set(@Nullable Node items) {
        if (items == null) {
            return;
        }
        notNullable(items);
        if (!node.traits().type().equals("array")) {
            return;
        }
        String listType = items.shape().listType();
        if (items.traits().type().equals("array") && !listType.isEmpty() && !listType.equals("atomic")) {
            faults.add(Faults.invalid(path.child("items").child(LIST_TYPE), listType, ITEM_OF_SET));
        }
        if (items.traits().type().equals("object") && !items.shape().mapType().equals("atomic")) {
            String shown = listType.isEmpty() ? "null" : '"' + listType + '"';
            faults.add(Faults.invalidShown(path.child("items").child(MAP_TYPE), shown, ITEM_OF_SET));
        }
    }

    private void notNullable(Node items) {
        if (items.traits().nullable()) {
            String words = "cannot be nullable when x-kubernetes-list-type is " + shape.listType();
            faults.add(Faults.forbidden(path.child("items").child("nullable"), words));
        }
    }

    private void map(@Nullable Node items) {
        if (shape.mapKeys().isEmpty()) {
            faults.add(Faults.required(path.child(MAP_KEYS), "must not be empty if x-kubernetes-list-type is map"));
        }
        if (items == null) {
            faults.add(Faults.required(path.child("items"), "must have a schema if x-kubernetes-list-type is map"));
            return;
        }
        notNullable(items);
        if (!items.traits().type().equals("object")) {
            String words = "must be object if parent array's x-kubernetes-list-type is map";
            faults.add(Faults.invalid(
                    path.child("items").child("type"), items.traits().type(), words));
            return;
        }
        Set<String> seen = new HashSet<>();
        for (String key : shape.mapKeys()) {
            key(items, key);
            if (!seen.add(key)) {
                faults.add(invalidKeys("must not contain duplicate entries"));
            }
        }
    }

    private void key(Node items, String key) {
        Node field = items.shape().properties().get(key);
        if (field == null) {
            faults.add(invalidKeys("entries must all be names of item properties"));
            return;
        }
        FieldPath at = path.child("items").child("properties").key(key);
        String type = field.traits().type();
        if (type.equals("array") || type.equals("object")) {
            String words = "must be a scalar type if parent array's x-kubernetes-list-type is map";
            faults.add(Faults.invalid(at.child("type"), items.traits().type(), words));
        }
        String in = "this property is in x-kubernetes-list-map-keys, so it ";
        if (!items.limits().required().contains(key) && field.traits().defaultValue() == null) {
            faults.add(Faults.required(at.child("default"), in + "must have a default or be a required property"));
        }
        if (field.traits().nullable()) {
            faults.add(Faults.forbidden(at.child("nullable"), in + "cannot be nullable"));
        }
    }

    private FieldError invalidKeys(String words) {
        JsonNode keys = node.json().path(MAP_KEYS);
        return Faults.invalid(path.child(MAP_KEYS), keys, words);
    }
}
