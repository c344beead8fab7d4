package com.amd.aim.kube.schema;

import com.amd.aim.kube.schema.ValueCheck.Result;
import com.amd.aim.kube.schema.node.SchemaNode;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks the fields of an object: how many, which, and each one's value. */
final class ObjectCheck {

    private final ValueCheck values;
    private final String name;
    private final SchemaNode schema;
    private final @Nullable Correlation correlation;
    private final Result result = new Result();

    ObjectCheck(ValueCheck values, String name, SchemaNode schema, @Nullable Correlation correlation) {
        this.values = values;
        this.name = name;
        this.schema = schema;
        this.correlation = correlation;
    }

    Result check(JsonNode object) {
        size(object.size());
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (schema.properties().containsKey(field.getKey())) {
                continue;
            }
            if (schema.closedProperties()) {
                String detail = name + "." + field.getKey() + " in body is a forbidden property";
                result.add(Faults.invalid(values.path(name), field.getKey(), detail));
            } else if (schema.additionalProperties() != null) {
                field(field.getKey(), name + "." + field.getKey(), field.getValue(), schema.additionalProperties());
            }
        }
        schema.properties().forEach((field, property) -> {
            JsonNode value = object.get(field);
            if (value != null) {
                field(field, name.isEmpty() ? field : name + "." + field, value, property);
            }
        });
        for (String field : schema.constraints().required()) {
            if (!object.has(field)) {
                result.add(Faults.required(values.path(name + "." + field), ""));
            }
        }
        return result;
    }

    private void size(long size) {
        schema.constraints().minProperties().ifPresent(min -> {
            if (size < min) {
                result.add(values.invalid(name, Long.toString(size), "should have at least " + min + " properties"));
            }
        });
        schema.constraints().maxProperties().ifPresent(max -> {
            if (size > max) {
                result.add(Faults.tooMany(values.path(name), size, max));
            }
        });
    }

    private void field(String field, String fieldName, JsonNode value, SchemaNode property) {
        boolean typeMeta = name.isEmpty() && (field.equals("kind") || field.equals("apiVersion"));
        Correlation child = correlation == null || typeMeta ? null : correlation.field(field);
        result.merge(values.check(fieldName, value, property, child));
    }
}
