package com.amd.aim.sandbox.api.discovery;

import com.amd.aim.sandbox.api.kinds.CustomVersion;
import com.amd.aim.sandbox.api.kinds.Kinds;
import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.model.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * OpenAPI v3 documents, one for each group version. Custom resources are described by their definitions; of built-in kinds they only say that
 * they are there and what their verbs take, because this server has no descriptions of their fields.
 */
public final class OpenApi {

    private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

    private final Kinds kinds;

    public OpenApi(Kinds kinds) {
        this.kinds = kinds;
    }

    /** {@code /openapi/v3}: where the documents are. Their addresses change with their contents, so that clients may keep them. */
    public ObjectNode index() {
        ObjectNode index = Json.object();
        ObjectNode paths = index.putObject("paths");
        byPath().forEach((path, types) -> {
            String hash = hash(document(types));
            paths.putObject(path).put("serverRelativeURL", "/openapi/v3/" + path + "?hash=" + hash);
        });
        return index;
    }

    /** The document at a path such as {@code apis/apps/v1}; empty when no such version is served. */
    public Optional<ObjectNode> document(String path) {
        return Optional.ofNullable(byPath().get(path)).map(OpenApi::document);
    }

    /** {@code /openapi/v2}: an old form, here without any content. */
    public ObjectNode version2() {
        ObjectNode document = Json.object().put("swagger", "2.0");
        info(document);
        document.putObject("paths");
        document.putObject("definitions");
        return document;
    }

    private Map<String, List<ResourceType>> byPath() {
        Map<String, List<ResourceType>> paths = new TreeMap<>();
        for (ResourceType type : kinds.all()) {
            String path = type.group().isEmpty() ? "api/v1" : "apis/" + type.apiVersion();
            paths.computeIfAbsent(path, _ -> new java.util.ArrayList<>()).add(type);
        }
        return paths;
    }

    private static ObjectNode document(List<ResourceType> types) {
        ObjectNode document = Json.object().put("openapi", "3.0.0");
        info(document);
        ObjectNode paths = document.putObject("paths");
        ObjectNode schemas = document.putObject("components").putObject("schemas");
        schemas.putObject(META)
                .put("type", "object")
                .put("description", "Name, namespace, labels, annotations and what else every object says of itself.")
                .put("x-kubernetes-preserve-unknown-fields", true);
        for (ResourceType type : types) {
            if (type.verbs().contains("patch")) {
                paths.set(path(type), operations(type));
            }
            schemas.set(schemaName(type), schema(type));
        }
        return document;
    }

    private static void info(ObjectNode document) {
        document.putObject("info").put("title", "Kubernetes").put("version", "v1.36.3");
    }

    private static String path(ResourceType type) {
        String prefix = type.group().isEmpty() ? "/api/" : "/apis/";
        String scope = type.namespaced() ? "/namespaces/{namespace}/" : "/";
        return prefix + type.apiVersion() + scope + type.plural() + "/{name}";
    }

    private static ObjectNode operations(ResourceType type) {
        ObjectNode operations = Json.object();
        ObjectNode patch = operations.putObject("patch");
        patch.put("operationId", "patch" + type.kind()).put("x-kubernetes-action", "patch");
        ArrayNode parameters = patch.putArray("parameters");
        for (String name : List.of("dryRun", "fieldManager", "fieldValidation", "force")) {
            parameters
                    .addObject()
                    .put("name", name)
                    .put("in", "query")
                    .putObject("schema")
                    .put("type", name.equals("force") ? "boolean" : "string");
        }
        ObjectNode content = patch.putObject("requestBody").putObject("content");
        for (String media : List.of("json-patch+json", "merge-patch+json", "apply-patch+yaml")) {
            content.putObject("application/" + media).putObject("schema").put("type", "object");
        }
        patch.putObject("responses").putObject("200").put("description", "OK");
        patch.set("x-kubernetes-group-version-kind", identity(type));
        return operations;
    }

    private static ObjectNode identity(ResourceType type) {
        return Json.object().put("group", type.group()).put("kind", type.kind()).put("version", type.version());
    }

    /** {@code com.example.v1.Widget} for Widget in example.com/v1. */
    private static String schemaName(ResourceType type) {
        if (type.custom() == null) {
            String group = type.group().isEmpty() ? "core" : type.group().replaceAll("\\..*", "");
            return "io.k8s.api." + group + "." + type.version() + "." + type.kind();
        }
        List<String> parts = Arrays.asList(type.group().split("\\."));
        Collections.reverse(parts);
        return String.join(".", parts) + "." + type.version() + "." + type.kind();
    }

    private static ObjectNode schema(ResourceType type) {
        CustomVersion custom = type.custom();
        ObjectNode schema;
        if (custom != null && custom.openApi().deepCopy() instanceof ObjectNode given) {
            schema = given;
            ObjectNode properties = Json.child(schema, "properties");
            properties.putIfAbsent("apiVersion", text("The version of the schema of this object."));
            properties.putIfAbsent("kind", text("The kind of this object."));
            ObjectNode metadata = properties.putObject("metadata");
            metadata.put("description", "Standard object's metadata.");
            metadata.putArray("allOf").addObject().put("$ref", "#/components/schemas/" + META);
        } else {
            schema = Json.object()
                    .put("type", "object")
                    .put("description", "The sandbox has no descriptions of the fields of built-in kinds.")
                    .put("x-kubernetes-preserve-unknown-fields", true);
        }
        schema.putArray("x-kubernetes-group-version-kind").add(identity(type));
        return schema;
    }

    private static JsonNode text(String description) {
        return Json.object().put("type", "string").put("description", description);
    }

    private static String hash(ObjectNode document) {
        try {
            byte[] digest = java.security.MessageDigest.getInstance("SHA-256").digest(Json.bytes(document));
            return HexFormat.of().withUpperCase().formatHex(digest);
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
