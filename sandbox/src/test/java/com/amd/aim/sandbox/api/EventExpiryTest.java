package com.amd.aim.sandbox.api;

import static com.amd.aim.sandbox.api.ServerCase.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Events")
class EventExpiryTest extends KeptServerCase {
    private static final String EVENTS = "/api/v1/namespaces/default/events";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-28T08:00:00Z"));

    @Override
    InstantSource clock() {
        return now::get;
    }

    @Test
    @DisplayName("go an hour after they were last written, and others stay as long as that")
    void expire() {
        wire.post(ServerCase.CONFIG_MAPS, ServerCase.configMap("stays"));
        tell("first");
        tell("repeated");
        pass(Duration.ofMinutes(40));
        assertThat(wire.patch(EVENTS + "/repeated", Wire.MERGE, "{\"count\": 2}")
                        .code())
                .isEqualTo(200);
        tell("second");
        awaitChores();
        pass(Duration.ofMinutes(21));

        await().untilAsserted(() -> assertThat(events()).containsExactly("repeated", "second"));
        pass(Duration.ofMinutes(40));
        await().untilAsserted(() -> assertThat(events()).isEmpty());
        assertThat(wire.get(ServerCase.CONFIG_MAPS + "/stays").code()).isEqualTo(200);
    }

    @Test
    @DisplayName("are not younger after a restart with the state")
    void restarted() throws IOException {
        tell("repeated");
        tell("old");
        now.set(now.get().plus(Duration.ofMinutes(59)));
        wire.patch(EVENTS + "/repeated", Wire.MERGE, "{\"lastTimestamp\": \"%s\"}".formatted(now.get()));
        tell("young");
        stop();
        now.set(now.get().plus(Duration.ofMinutes(2)));
        start();

        wire.post(ServerCase.CONFIG_MAPS, ServerCase.configMap("after"));
        await().untilAsserted(() -> assertThat(events()).containsExactly("repeated", "young"));
    }

    /** Until then the time could pass before the server has come to what was written, which it dates when it does. */
    private void awaitChores() {
        wire.post("/api/v1/namespaces", "{\"metadata\": {\"name\": \"later\"}}");
        await().until(() ->
                wire.get("/api/v1/namespaces/later/serviceaccounts/default").code() == 200);
    }

    private void tell(String name) {
        assertThat(wire.post(EVENTS, """
                        {"metadata": {"name": "%s"}, "involvedObject": {"kind": "Pod", "namespace": "default", "name": "p"},
                         "reason": "Tested", "type": "Normal"}""".formatted(name)).code()).isEqualTo(201);
    }

    /** Something has to happen for the time to be looked at before a minute is over. */
    private void pass(Duration time) {
        now.set(now.get().plus(time));
        wire.patch(ServerCase.CONFIG_MAPS + "/stays", Wire.MERGE, "{\"data\": {\"at\": \"%s\"}}".formatted(now.get()));
    }

    private List<String> events() {
        return StreamSupport.stream(wire.get(EVENTS).body().path("items").spliterator(), false)
                .map(event -> event.at("/metadata/name").asText())
                .toList();
    }
}
