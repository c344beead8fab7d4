package com.amd.aim.kube.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The metadata of custom resources, which no schema describes: fields that ObjectMeta does not have are unknown, empty ones are
 * as if they had not been given.
 */
final class MetadataShape {

    private static final Set<String> FIELDS = Set.of(
            "name",
            "generateName",
            "namespace",
            "selfLink",
            "uid",
            "resourceVersion",
            "generation",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "labels",
            "annotations",
            "ownerReferences",
            "finalizers",
            "managedFields");
    private static final Set<String> KEPT_WHEN_ZERO = Set.of("deletionGracePeriodSeconds");
    private static final Map<String, Set<String>> ITEM_FIELDS = Map.of(
            "ownerReferences",
            Set.of("apiVersion", "kind", "name", "uid", "controller", "blockOwnerDeletion"),
            "managedFields",
            Set.of("manager", "operation", "apiVersion", "time", "fieldsType", "fieldsV1", "subresource"));

    private MetadataShape() {}

    /** {@return a pruned object with its metadata as it is stored} */
    static Pruned tidy(Pruned pruned) {
        if (!(pruned.value() instanceof ObjectNode object) || !object.has("metadata")) {
            return pruned;
        }
        List<String> unknown = new ArrayList<>();
        ObjectNode tidied = object.objectNode();
        tidied.setAll(object);
        tidied.set("metadata", of(object.get("metadata"), "metadata", unknown));
        unknown.sort(null);
        unknown.addAll(pruned.unknownFields());
        return new Pruned(tidied, List.copyOf(unknown));
    }

    private static JsonNode of(JsonNode metadata, String path, List<String> unknown) {
        if (!(metadata instanceof ObjectNode object)) {
            return metadata;
        }
        ObjectNode out = object.objectNode();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String child = path + "." + field.getKey();
            if (!FIELDS.contains(field.getKey())) {
                unknown.add(child);
            } else if (!isZero(field.getValue()) || KEPT_WHEN_ZERO.contains(field.getKey())) {
                Set<String> itemFields = ITEM_FIELDS.get(field.getKey());
                out.set(
                        field.getKey(),
                        itemFields == null ? field.getValue() : items(field.getValue(), itemFields, child, unknown));
            }
        }
        return out;
    }

    private static JsonNode items(JsonNode value, Set<String> known, String path, List<String> unknown) {
        if (!(value instanceof ArrayNode list)) {
            return value;
        }
        ArrayNode out = list.arrayNode(list.size());
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof ObjectNode item) {
                ObjectNode kept = item.objectNode();
                for (Map.Entry<String, JsonNode> field : item.properties()) {
                    if (known.contains(field.getKey())) {
                        kept.set(field.getKey(), field.getValue());
                    } else {
                        unknown.add(path + "[" + i + "]." + field.getKey());
                    }
                }
                out.add(kept);
            } else {
                out.add(list.get(i));
            }
        }
        return out;
    }

    private static boolean isZero(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> value.textValue().isEmpty();
            case NUMBER -> value.doubleValue() == 0;
            case ARRAY, OBJECT -> value.isEmpty();
            default -> value.isNull();
        };
    }
}
