package com.amd.aim.cli.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.KeyValuePair;

@DisplayName("A log line")
class LogLinesTest {
    private static final LoggerContext CONTEXT = new LoggerContext();

    @Test
    @DisplayName("for a collector is one JSON object whose fields are flat and named as in ECS")
    void json() throws Exception {
        LoggingEvent event = event("applied", null, Map.of("resource.name", "a", "message", "not this"));
        event.addKeyValuePair(new KeyValuePair("object", "Deployment default/a"));
        event.addKeyValuePair(new KeyValuePair("replicas", 2));

        String line = text(new JsonLines().encode(event));
        JsonNode json = new ObjectMapper().readTree(line);

        assertThat(line).endsWith("}\n").doesNotContain("\n{");
        assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
        assertThat(json.get("@timestamp").asText()).isEqualTo("2026-11-02T10:00:00.250Z");
        assertThat(json.get("log.level").asText()).isEqualTo("INFO");
        assertThat(json.get("message").asText()).isEqualTo("applied");
        assertThat(json.get("object").asText()).isEqualTo("Deployment default/a");
        assertThat(json.get("replicas").isInt()).isTrue();
        assertThat(json.get("resource.name").asText()).isEqualTo("a");
    }

    @Test
    @DisplayName("for a collector holds the error's type, message and stack in fields, still on one line")
    void jsonError() throws Exception {
        String line = text(new JsonLines().encode(event("failed", new IllegalStateException("no\nnode"))));
        JsonNode json = new ObjectMapper().readTree(line);

        assertThat(line.lines()).hasSize(1);
        assertThat(json.get("error.type").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(json.get("error.message").asText()).isEqualTo("no\nnode");
        assertThat(json.get("error.stack_trace").asText()).contains("LogLinesTest");
    }

    @Test
    @DisplayName("for people is one line: time, level, who speaks, what, and why it failed")
    void plain() {
        LoggingEvent event = event("not applied", new IllegalStateException("no node"));
        event.addKeyValuePair(new KeyValuePair("object", "a"));

        assertThat(text(new PlainLines(ZoneOffset.UTC, false).encode(event)))
                .isEqualTo("10:00:00.250 INFO  Applier: not applied object=\"a\" (IllegalStateException: no node)\n");
        assertThat(text(new PlainLines(ZoneOffset.UTC, true).encode(event))).contains("\tat com.amd.aim");
    }

    @ParameterizedTest
    @CsvSource({
        "token hf_abcdefghijklmnop refused, token *** refused",
        "Authorization: Bearer eyJhbGciOi.x-y_z, Authorization: Bearer ***",
        "GET https://user:pass@hub.example/x, GET https://***@hub.example/x",
        "model shelf_hf_models is fine, model shelf_hf_models is fine",
        "hf://Qwen/Qwen3-32B, hf://Qwen/Qwen3-32B",
    })
    @DisplayName("holds nothing in the shape of a credential")
    void redacts(String logged, String written) throws Exception {
        JsonNode json = new ObjectMapper().readTree(new JsonLines().encode(event(logged, null)));

        assertThat(json.get("message").asText()).isEqualTo(written);
        assertThat(text(new PlainLines(ZoneOffset.UTC, false).encode(event(logged, null))))
                .endsWith(": " + written + "\n");
    }

    private static LoggingEvent event(String message, @Nullable Throwable error) {
        return event(message, error, Map.of());
    }

    private static LoggingEvent event(String message, @Nullable Throwable error, Map<String, String> context) {
        LoggingEvent event = new LoggingEvent(
                "", CONTEXT.getLogger("com.amd.aim.operator.apply.Applier"), Level.INFO, message, error, null);
        event.setInstant(Instant.parse("2026-11-02T10:00:00.250Z"));
        event.setMDCPropertyMap(context);
        return event;
    }

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.UTF_8);
    }
}
