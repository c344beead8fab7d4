package com.amd.aim.sandbox.api.serve;

import com.amd.aim.kube.value.GoText;
import com.amd.aim.sandbox.api.model.ApiFailure;
import com.amd.aim.sandbox.api.write.WriteRequest;
import com.amd.aim.sandbox.api.write.WriteRequest.FieldValidation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Keys that an apply gives more than once, told as a server does that reads it as YAML. */
final class RepeatedKeys {

    private static final YAMLFactory YAML = new YAMLFactory();

    private final JsonParser parser;
    private final List<String> found = new ArrayList<>();

    private RepeatedKeys(JsonParser parser) {
        this.parser = parser;
    }

    /** Warns of them or refuses them, as the request wants it. */
    static void report(byte[] body, WriteRequest request) throws IOException {
        List<String> found = request.validation() == FieldValidation.IGNORE ? List.of() : of(body);
        if (request.validation() == FieldValidation.STRICT && !found.isEmpty()) {
            throw ApiFailure.badRequest(
                    "error strict decoding YAML: error converting YAML to JSON: yaml: unmarshal errors:\n  "
                            + String.join("\n  ", found));
        }
        found.forEach(request.warnings());
    }

    private static List<String> of(byte[] body) throws IOException {
        try (JsonParser parser = YAML.createParser(body)) {
            RepeatedKeys repeated = new RepeatedKeys(parser);
            repeated.value(parser.nextToken());
            return repeated.found;
        } catch (com.fasterxml.jackson.core.JacksonException noYaml) {
            return List.of();
        }
    }

    private void value(JsonToken token) throws IOException {
        if (token == JsonToken.START_OBJECT) {
            Set<String> keys = new HashSet<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                JsonToken value = parser.nextToken();
                if (!keys.add(key)) {
                    int line = parser.currentTokenLocation().getLineNr();
                    found.add("line " + line + ": key " + GoText.quote(key) + " already set in map");
                }
                value(value);
            }
        } else if (token == JsonToken.START_ARRAY) {
            for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
                value(item);
            }
        }
    }
}
