package com.amd.aim.sandbox.api.discovery;

import com.amd.aim.sandbox.api.kinds.Kinds;
import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.model.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * OpenAPI v3 documents, one for each group version. Custom resources are described by their definitions; of built-in kinds fields and types are
 * told and no descriptions.
 */
public final class OpenApi {

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
        types.forEach(type -> OpenApiPaths.add(type, paths));
        OpenApiSchemas.add(types, schemas);
        return document;
    }

    private static void info(ObjectNode document) {
        document.putObject("info").put("title", "Kubernetes").put("version", "v1.36.3");
    }

    static ObjectNode identity(ResourceType type, String kind) {
        return Json.object().put("group", type.group()).put("kind", kind).put("version", type.version());
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
