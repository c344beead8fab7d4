package com.amd.aim.sandbox.api.serve;

import com.amd.aim.sandbox.api.model.Json;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Fields that a body gives more than once: the last one counts, and whoever sent it is told. */
final class RepeatedFields {

    private final JsonParser parser;
    private final Set<String> found = new LinkedHashSet<>();

    private RepeatedFields(JsonParser parser) {
        this.parser = parser;
    }

    /** Their paths, in the body's order; none in a body that is no JSON. */
    static List<String> of(byte[] body) throws IOException {
        try (JsonParser parser = Json.MAPPER.createParser(body)) {
            RepeatedFields repeated = new RepeatedFields(parser);
            repeated.value(parser.nextToken(), "");
            return List.copyOf(repeated.found);
        } catch (com.fasterxml.jackson.core.JacksonException noJson) {
            return List.of();
        }
    }

    private void value(JsonToken token, String path) throws IOException {
        if (token == JsonToken.START_OBJECT) {
            object(path.isEmpty() ? "" : path + ".");
        } else if (token == JsonToken.START_ARRAY) {
            int index = 0;
            JsonToken item;
            while ((item = parser.nextToken()) != JsonToken.END_ARRAY) {
                value(item, path + "[" + index++ + "]");
            }
        }
    }

    private void object(String prefix) throws IOException {
        Set<String> names = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String path = prefix + parser.currentName();
            if (!names.add(parser.currentName())) {
                found.add(path);
            }
            value(parser.nextToken(), path);
        }
    }
}
