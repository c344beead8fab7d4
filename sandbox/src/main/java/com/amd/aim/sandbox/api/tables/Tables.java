package com.amd.aim.sandbox.api.tables;

import com.amd.aim.sandbox.api.kinds.CustomVersion;
import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.model.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Makes {@code meta.k8s.io/v1} Tables. */
public final class Tables {

    private final InstantSource clock;

    public Tables(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * A table with a row for each object.
     *
     * @param meta the table's metadata
     * @param includeObject what of each object goes along: {@code None, Object}, else its metadata
     * @param headed whether it says its columns; the tables of a watch say them once
     */
    public ObjectNode table(
            ResourceType type, List<ObjectNode> objects, ObjectNode meta, String includeObject, boolean headed) {
        List<Column> columns = columns(type);
        ObjectNode table = Json.object().put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
        table.set("metadata", meta);
        if (headed) {
            ArrayNode definitions = table.putArray("columnDefinitions");
            columns.forEach(column -> definitions.add(column.definition()));
        } else {
            table.putNull("columnDefinitions");
        }
        ArrayNode rows = table.putArray("rows");
        Instant now = clock.instant();
        for (ObjectNode object : objects) {
            ObjectNode row = rows.addObject();
            ArrayNode cells = row.putArray("cells");
            columns.forEach(column -> cells.add(column.cell().apply(object, now)));
            row.set("object", attached(object, includeObject));
        }
        return table;
    }

    private static com.fasterxml.jackson.databind.JsonNode attached(ObjectNode object, String includeObject) {
        return switch (includeObject) {
            case "None" -> object.nullNode();
            case "Object" -> object;
            default -> {
                ObjectNode partial =
                        Json.object().put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
                partial.set("metadata", object.path("metadata"));
                yield partial;
            }
        };
    }

    private static List<Column> columns(ResourceType type) {
        CustomVersion custom = type.custom();
        return custom == null ? BuiltInColumns.of(type.storage()) : CustomColumns.of(custom);
    }
}
