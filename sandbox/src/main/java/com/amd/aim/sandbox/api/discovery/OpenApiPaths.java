package com.amd.aim.sandbox.api.discovery;

import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.model.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What can be asked for at the paths of a resource. */
final class OpenApiPaths {

    private static final List<Operation> OF_ONE = List.of(
            new Operation("get", "get", "get", "read"),
            new Operation("update", "put", "put", "replace"),
            new Operation("patch", "patch", "patch", "patch"),
            new Operation("delete", "delete", "delete", "delete"));

    private static final List<Operation> OF_MANY = List.of(
            new Operation("list", "get", "list", "list"),
            new Operation("create", "post", "post", "create"),
            new Operation("deletecollection", "delete", "deletecollection", "deleteCollection"));

    /**
     * One of them.
     *
     * @param verb of the resource
     * @param action as Kubernetes marks it
     * @param id what its identifier begins with
     */
    private record Operation(String verb, String method, String action, String id) {}

    private OpenApiPaths() {}

    static void add(ResourceType type, ObjectNode paths) {
        String prefix = type.group().isEmpty() ? "/api/" : "/apis/";
        String scope = type.namespaced() ? "/namespaces/{namespace}/" : "/";
        String collection = prefix + type.apiVersion() + scope + type.plural();
        add(type, OF_MANY, paths, collection);
        add(type, OF_ONE, paths, collection + "/{name}");
    }

    private static void add(ResourceType type, List<Operation> operations, ObjectNode paths, String path) {
        for (Operation operation : operations) {
            if (type.verbs().contains(operation.verb)) {
                Json.child(paths, path).set(operation.method, describe(type, operation));
            }
        }
    }

    private static ObjectNode describe(ResourceType type, Operation operation) {
        ObjectNode described = Json.object()
                .put("operationId", operation.id + type.kind())
                .put("x-kubernetes-action", operation.action);
        if (operation.action.equals("patch")) {
            patch(described);
        }
        described.putObject("responses").putObject("200").put("description", "OK");
        described.set("x-kubernetes-group-version-kind", OpenApi.identity(type, type.kind()));
        return described;
    }

    /** Clients look here for what a write can be told. */
    private static void patch(ObjectNode described) {
        ArrayNode parameters = described.putArray("parameters");
        for (String name : List.of("dryRun", "fieldManager", "fieldValidation", "force")) {
            parameters
                    .addObject()
                    .put("name", name)
                    .put("in", "query")
                    .putObject("schema")
                    .put("type", name.equals("force") ? "boolean" : "string");
        }
        ObjectNode content = described.putObject("requestBody").putObject("content");
        for (String media : List.of("json-patch+json", "merge-patch+json", "apply-patch+yaml")) {
            content.putObject("application/" + media).putObject("schema").put("type", "object");
        }
    }
}
