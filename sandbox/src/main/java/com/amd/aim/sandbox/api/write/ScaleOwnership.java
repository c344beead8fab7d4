package com.amd.aim.sandbox.api.write;

import com.amd.aim.sandbox.api.kinds.CustomVersion;
import com.amd.aim.sandbox.api.kinds.CustomVersion.ScalePaths;
import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Meta;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * How an API server notes who scaled by an update: in an entry without a time, before the others.
 */
final class ScaleOwnership {

    private ScaleOwnership() {}

    static ObjectNode of(ResourceType type, ObjectNode object) {
        List<JsonNode> scalers = new ArrayList<>();
        List<JsonNode> others = new ArrayList<>();
        for (JsonNode entry : Json.items(object, "metadata", "managedFields")) {
            boolean scaler = Json.text(entry, "subresource").equals("scale")
                    && Json.text(entry, "operation").equals("Update");
            (scaler ? scalers : others).add(entry);
        }
        ObjectNode next = Json.shallow(object);
        ObjectNode metadata = Json.shallow(Meta.of(next));
        ArrayNode entries = metadata.putArray("managedFields");
        // a scale of 0 does not say its number, so that nobody owns it
        if (Json.number(object, 0, replicas(type)) != 0) {
            for (JsonNode entry : scalers) {
                ObjectNode timeless = entry.deepCopy();
                timeless.remove("time");
                entries.add(timeless);
            }
        }
        entries.addAll(others);
        next.set("metadata", metadata);
        return next;
    }

    private static String[] replicas(ResourceType type) {
        CustomVersion custom = type.custom();
        ScalePaths paths = custom == null ? null : custom.scale();
        return paths == null
                ? new String[] {"spec", "replicas"}
                : paths.spec().substring(1).split("\\.");
    }
}
