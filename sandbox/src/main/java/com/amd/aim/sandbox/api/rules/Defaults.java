package com.amd.aim.sandbox.api.rules;

import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.model.ApiFailure;
import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Quantity;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/** Fills in the fixed defaults of built-in kinds from the table {@code defaults.yaml} beside this class, which explains its form. */
final class Defaults {

    private final JsonNode table;

    private Defaults(JsonNode table) {
        this.table = table;
    }

    static Defaults read() {
        try (InputStream file = Defaults.class.getResourceAsStream("defaults.yaml")) {
            return new Defaults(YAMLMapper.builder().build().readTree(Objects.requireNonNull(file)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * Fills in an object of a built-in kind.
     *
     * @throws ApiFailure 400 when something is no quantity that must be one
     */
    void fill(ResourceType type, ObjectNode object) {
        new Filler(type).fill(object, table.path(type.storage()));
    }

    private final class Filler {

        private final ResourceType type;

        Filler(ResourceType type) {
            this.type = type;
        }

        void fill(ObjectNode into, JsonNode defaults) {
            for (Map.Entry<String, JsonNode> entry : defaults.properties()) {
                fill(into, entry.getKey(), entry.getValue());
            }
        }

        private void fill(ObjectNode into, String key, JsonNode value) {
            String field = key.replaceAll("[~+*]$", "");
            if (key.equals("@")) {
                fill(into, table.path(value.asText()));
            } else if (key.endsWith("*")) {
                into.path(field).forEach(item -> enter(item, value));
            } else if (key.endsWith("+")) {
                if (Json.at(into, field) == null) {
                    into.putObject(field);
                }
                enter(into.get(field), value);
            } else if (key.endsWith("~")) {
                switch (value.asText()) {
                    case "<quantity>" -> amount(into, field);
                    case "<quantities>" -> amounts(into.path(field));
                    default -> enter(into.path(field), value);
                }
            } else if (Json.at(into, key) == null) {
                into.set(key, value.deepCopy());
            }
        }

        private void enter(JsonNode there, JsonNode value) {
            if (there instanceof ObjectNode object) {
                fill(object, value.isTextual() ? table.path(value.asText().substring(1)) : value);
            }
        }

        private void amounts(JsonNode map) {
            if (map instanceof ObjectNode object) {
                object.fieldNames().forEachRemaining(name -> amount(object, name));
            }
        }

        private void amount(ObjectNode in, String field) {
            JsonNode given = in.path(field);
            if (!given.isMissingNode() && !given.isNull()) {
                Quantity quantity = Quantity.of(given)
                        .orElseThrow(() -> ApiFailure.badRequest(type.kind() + " in version \"" + type.version()
                                + "\" cannot be handled as a " + type.kind()
                                + ": quantities must match the regular expression"
                                + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"));
                in.put(field, quantity.canonical());
            }
        }
    }
}
