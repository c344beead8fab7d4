package com.amd.aim.sandbox.api.tables;

import com.amd.aim.sandbox.api.kinds.CustomVersion;
import com.amd.aim.sandbox.api.kinds.CustomVersion.PrinterColumn;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The columns a CustomResourceDefinition asks for; name and age where it asks for none. */
final class CustomColumns {

    private static final PrinterColumn AGE =
            new PrinterColumn("Age", "date", "", Descriptions.CREATED, 0, ".metadata.creationTimestamp");

    private CustomColumns() {}

    static List<Column> of(CustomVersion version) {
        List<Column> columns = new ArrayList<>();
        columns.add(Columns.name());
        List<PrinterColumn> given = version.columns().isEmpty() ? List.of(AGE) : version.columns();
        given.forEach(column -> columns.add(column(column)));
        return List.copyOf(columns);
    }

    private static Column column(PrinterColumn given) {
        JsonPath path = JsonPath.of(given.jsonPath());
        String description = given.description().isEmpty()
                ? "Custom resource definition column (in JSONPath format): " + given.jsonPath()
                : given.description();
        return new Column(
                given.name(),
                given.type(),
                given.format(),
                description,
                given.priority(),
                (object, now) -> cell(path.find(object), given.type(), object, now));
    }

    private static JsonNode cell(List<JsonNode> found, String type, ObjectNode object, Instant now) {
        if (found.isEmpty()) {
            return object.nullNode();
        }
        JsonNode first = found.getFirst();
        return switch (type) {
            case "integer" -> first.isNumber() ? object.numberNode(first.longValue()) : object.nullNode();
            case "number" -> first.isNumber() ? first : object.nullNode();
            case "boolean" -> first.isBoolean() ? first : object.nullNode();
            case "date" -> object.textNode(Ages.since(first.asText(), now));
            // of several values only the first is shown
            default -> object.textNode(text(first));
        };
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
