package com.amd.aim.sandbox.api.write;

import com.amd.aim.sandbox.api.kinds.Generation;
import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Meta;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/** Counts {@code metadata.generation}. */
final class Generations {

    private Generations() {}

    static void begin(ResourceType type, ObjectNode metadata) {
        if (type.generation() != Generation.NONE) {
            metadata.put("generation", 1);
        }
    }

    /** {@code next} with the generation counted up when what counts has changed. */
    static ObjectNode after(ResourceType type, ObjectNode old, ObjectNode next) {
        boolean changed = switch (type.generation()) {
            case NONE -> false;
            case SPEC -> !Objects.equals(old.get("spec"), next.get("spec"));
            case CONTENT -> !content(type, old).equals(content(type, next));
        };
        if (!changed) {
            return next;
        }
        ObjectNode counted = Json.shallow(next);
        counted.set("metadata", Json.shallow(Meta.of(counted)).put("generation", Meta.generation(old) + 1));
        return counted;
    }

    private static JsonNode content(ResourceType type, ObjectNode object) {
        ObjectNode content = Json.shallow(object);
        content.remove("metadata");
        content.remove("apiVersion");
        if (type.statusSubresource()) {
            content.remove("status");
        }
        return content;
    }
}
