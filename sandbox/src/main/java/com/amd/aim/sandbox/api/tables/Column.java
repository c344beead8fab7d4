package com.amd.aim.sandbox.api.tables;

import com.amd.aim.sandbox.api.model.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.function.BiFunction;

/**
 * One column of a table.
 *
 * @param type {@code string, integer, number, boolean} or {@code date}
 * @param priority above 0: only in the wide form
 * @param cell the cell's value for an object at a time
 */
record Column(
        String name,
        String type,
        String format,
        String description,
        int priority,
        BiFunction<ObjectNode, Instant, JsonNode> cell) {

    /** A column of text that does not depend on the time. */
    static Column text(
            String name, String description, int priority, java.util.function.Function<ObjectNode, String> of) {
        return new Column(name, "string", "", description, priority, (object, _) -> object.textNode(of.apply(object)));
    }

    ObjectNode definition() {
        return Json.object()
                .put("name", name)
                .put("type", type)
                .put("format", format)
                .put("description", description)
                .put("priority", priority);
    }
}
