package com.amd.aim.sandbox.api.discovery;

import com.amd.aim.kube.fields.BuiltInSchemas;
import com.amd.aim.sandbox.api.kinds.CustomVersion;
import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.model.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** How objects and lists of a resource are described. */
final class OpenApiSchemas {

    private static final String REFERENCES = "#/components/schemas/";
    private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";
    private static final String CONVENTIONS =
            "More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md";
    private static final String OPEN = "x-kubernetes-preserve-unknown-fields";

    private OpenApiSchemas() {}

    /** The schemas of these resources and of all that they refer to. */
    static void add(List<ResourceType> types, ObjectNode schemas) {
        BuiltInSchemas builtIn = new BuiltInSchemas(type -> REFERENCES + typeName(type));
        builtIn.add("ObjectMeta");
        schemas.putObject(META + "ListMeta")
                .put("type", "object")
                .put("description", "The version of a list and what belongs to its pages.")
                .put(OPEN, true);
        types.forEach(type -> add(type, builtIn, schemas));
        builtIn.types().forEach((name, schema) -> schemas.set(typeName(name), schema));
    }

    private static void add(ResourceType type, BuiltInSchemas builtIn, ObjectNode schemas) {
        CustomVersion custom = type.custom();
        if (custom == null) {
            schemas.set(name(type, type.kind()), builtIn(type, builtIn));
        } else {
            schemas.set(name(type, type.kind()), object(type, custom));
            schemas.set(name(type, type.listKind()), list(type, custom));
        }
    }

    private static ObjectNode builtIn(ResourceType type, BuiltInSchemas builtIn) {
        ObjectNode known = builtIn.kind(type.apiVersion(), type.kind());
        ObjectNode schema =
                known != null ? known : Json.object().put("type", "object").put(OPEN, true);
        schema.put("description", "The sandbox knows the fields of built-in kinds, and has no descriptions of them.");
        schema.putArray("x-kubernetes-group-version-kind").add(OpenApi.identity(type, type.kind()));
        return schema;
    }

    private static String typeName(String type) {
        return (type.equals("ObjectMeta") ? META : "io.k8s.api.") + type;
    }

    private static ObjectNode object(ResourceType type, CustomVersion custom) {
        ObjectNode schema = custom.openApi().deepCopy() instanceof ObjectNode given
                ? given
                : Json.object().put("type", "object");
        explainIntOrString(schema);
        ObjectNode properties = Json.child(schema, "properties");
        identify(properties);
        metadata(properties, "ObjectMeta", "Standard object's metadata. " + CONVENTIONS + "#metadata");
        mark(schema, type, custom, type.kind());
        return schema;
    }

    private static ObjectNode list(ResourceType type, CustomVersion custom) {
        ObjectNode schema = Json.object()
                .put("type", "object")
                .put("description", type.listKind() + " is a list of " + type.kind());
        schema.putArray("required").add("items");
        ObjectNode properties = schema.putObject("properties");
        identify(properties);
        metadata(properties, "ListMeta", "Standard list metadata. " + CONVENTIONS + "#types-kinds");
        properties
                .putObject("items")
                .put("description", "List of " + type.plural() + ". " + CONVENTIONS)
                .put("type", "array")
                .putObject("items")
                .put("$ref", REFERENCES + name(type, type.kind()));
        mark(schema, type, custom, type.listKind());
        return schema;
    }

    private static void identify(ObjectNode properties) {
        properties.set(
                "apiVersion",
                text("APIVersion defines the versioned schema of this representation of an object. Servers"
                        + " should convert recognized schemas to the latest internal value, and may reject unrecognized values. "
                        + CONVENTIONS + "#resources"));
        properties.set(
                "kind",
                text("Kind is a string value representing the REST resource this object represents. Servers may"
                        + " infer this from the endpoint the client submits requests to. Cannot be updated. In CamelCase. "
                        + CONVENTIONS + "#types-kinds"));
    }

    private static void metadata(ObjectNode properties, String of, String description) {
        properties
                .putObject("metadata")
                .put("description", description)
                .putArray("allOf")
                .addObject()
                .put("$ref", REFERENCES + META + of);
    }

    private static void mark(ObjectNode schema, ResourceType type, CustomVersion custom, String kind) {
        schema.putArray("x-kubernetes-group-version-kind").add(OpenApi.identity(type, kind));
        if (!custom.selectableFields().isEmpty()) {
            ArrayNode fields = schema.putArray("x-kubernetes-selectable-fields");
            custom.selectableFields()
                    .forEach(path -> fields.addObject().put("fieldPath", path.replaceFirst("^\\.", "")));
        }
    }

    /** Says in OpenAPI's own words, too, what may be a number or a text. */
    private static void explainIntOrString(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && object.path("x-kubernetes-int-or-string").asBoolean()) {
            if (!object.has("anyOf")) {
                ArrayNode either = object.putArray("anyOf");
                either.addObject().put("type", "integer");
                either.addObject().put("type", "string");
            }
        }
        schema.forEach(OpenApiSchemas::explainIntOrString);
    }

    /** {@code com.example.v1.Widget} for Widget in example.com/v1. */
    private static String name(ResourceType type, String kind) {
        if (type.custom() == null) {
            String group = type.group().isEmpty() ? "core" : type.group().replaceAll("\\..*", "");
            return "io.k8s.api." + group + "." + type.version() + "." + kind;
        }
        List<String> parts = Arrays.asList(type.group().split("\\."));
        Collections.reverse(parts);
        return String.join(".", parts) + "." + type.version() + "." + kind;
    }

    private static JsonNode text(String description) {
        return Json.object().put("type", "string").put("description", description);
    }
}
