package com.amd.aim.kube.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Objects and schemas of the tables: a case gives the schema and the value of {@code spec}, or whole ones. */
final class Widgets {

    private Widgets() {}

    static StructuralSchema schema(JsonNode row) {
        return StructuralSchema.of(root(row, "spec", "schema"));
    }

    private static JsonNode root(JsonNode row, String spec, String whole) {
        if (row.has(whole)) {
            return row.get(whole);
        }
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("type", "object");
        root.putObject("properties").set("spec", row.path(spec));
        return root;
    }

    static JsonNode object(JsonNode row) {
        JsonNode object = object(row, "value", "object");
        if (object == null) {
            throw new IllegalStateException("a case has neither value nor object: " + row.path("name"));
        }
        return object;
    }

    static @Nullable JsonNode old(JsonNode row) {
        return object(row, "old", "oldObject");
    }

    private static @Nullable JsonNode object(JsonNode row, String spec, String whole) {
        if (row.has(whole) || !row.has(spec)) {
            return row.get(whole);
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", "example.com/v1").put("kind", "Widget");
        object.putObject("metadata").put("name", "w");
        return object.set("spec", row.get(spec));
    }

    /** {@return what the case speaks of: the object if it gives a whole one, else its spec} */
    static JsonNode part(JsonNode row, JsonNode object) {
        return row.has("object") ? object : object.path("spec");
    }

    /** {@return the definition of the case, or one made of its schema; null where there is neither} */
    static @Nullable ObjectNode definition(JsonNode row, String spec, String schema, String whole) {
        if (row.has(whole)) {
            return withStoredVersions(row.get(whole).deepCopy());
        }
        if (!row.has(spec) && !row.has(schema)) {
            return null;
        }
        ObjectNode crd = JsonNodeFactory.instance.objectNode();
        crd.put("apiVersion", "apiextensions.k8s.io/v1").put("kind", "CustomResourceDefinition");
        crd.putObject("metadata").put("name", "widgets.example.com");
        ObjectNode body = crd.putObject("spec").put("group", "example.com").put("scope", "Namespaced");
        body.putObject("names")
                .put("plural", "widgets")
                .put("singular", "widget")
                .put("kind", "Widget")
                .put("listKind", "WidgetList");
        ObjectNode version = body.putArray("versions").addObject();
        version.put("name", "v1").put("served", true).put("storage", true);
        version.putObject("schema").set("openAPIV3Schema", root(row, spec, schema));
        return withStoredVersions(crd);
    }

    /** The server notes the stored versions before it judges. */
    private static ObjectNode withStoredVersions(ObjectNode crd) {
        if (!crd.has("status")) {
            ArrayNode stored = crd.putObject("status").putArray("storedVersions");
            for (JsonNode version : crd.at("/spec/versions")) {
                if (version.path("storage").asBoolean() && stored.isEmpty()) {
                    stored.add(version.path("name"));
                }
            }
        }
        return crd;
    }
}
