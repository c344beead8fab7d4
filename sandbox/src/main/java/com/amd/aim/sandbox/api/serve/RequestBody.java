package com.amd.aim.sandbox.api.serve;

import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.model.ApiFailure;
import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.wire.Protobuf;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;

/** Reads request bodies, JSON or YAML. */
final class RequestBody {

    private static final YAMLMapper YAML = YAMLMapper.builder().build();
    private static final Protobuf PROTOBUF = new Protobuf();

    private RequestBody() {}

    /** Any tree; YAML where the content type says so. */
    static JsonNode tree(Call call) throws IOException {
        return tree(call, "error decoding the body: ");
    }

    private static JsonNode tree(Call call, String what) throws IOException {
        byte[] body = call.body();
        if (call.contentType().equals(Protobuf.MEDIA_TYPE)) {
            return protobuf(body);
        }
        try {
            boolean json = body.length > 0 && (body[0] == '{' || body[0] == '[');
            return !json && call.contentType().endsWith("yaml") ? YAML.readTree(body) : Json.MAPPER.readTree(body);
        } catch (com.fasterxml.jackson.core.JacksonException unreadable) {
            throw ApiFailure.badRequest(what + unreadable.getOriginalMessage());
        }
    }

    /** A patch. */
    static JsonNode patch(Call call) throws IOException {
        return tree(call, "error decoding patch: ");
    }

    private static JsonNode protobuf(byte[] body) {
        try {
            return PROTOBUF.read(body);
        } catch (IllegalArgumentException unreadable) {
            throw ApiFailure.unsupportedMediaType(String.valueOf(unreadable.getMessage()));
        }
    }

    /** An object of a kind. */
    static ObjectNode object(Call call, ResourceType type) throws IOException {
        switch (call.contentType()) {
            case "",
                    "application/json",
                    "application/yaml",
                    "application/apply-patch+yaml",
                    Protobuf.MEDIA_TYPE,
                    "*/*" -> {}
            default ->
                throw ApiFailure.unsupportedMediaType(
                        "the body of the request was in an unknown format - accepted media"
                                + " types include: application/json, application/yaml");
        }
        if (tree(call) instanceof ObjectNode object) {
            return object;
        }
        throw ApiFailure.badRequest(
                "the object provided is unrecognized (must be of type " + type.kind() + "): couldn't get version/kind");
    }
}
