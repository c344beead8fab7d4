package com.amd.aim.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An API server that refuses requests on purpose")
class ApiFaultsTest extends ServerCase {

    @Test
    @DisplayName("answers with 429, 500 and 503 in turn, as one does that is overloaded, and then the truth again")
    void inTurn() {
        server.faults().refuse(1, Set.of());

        Wire.Answer busy = wire.get(PODS);
        assertThat(busy.code()).isEqualTo(429);
        assertThat(busy.at("/reason")).isEqualTo("TooManyRequests");
        assertThat(busy.headers().firstValue("Retry-After")).contains("1");
        assertThat(wire.post(CONFIG_MAPS, configMap("a")).code()).isEqualTo(500);
        assertThat(wire.get("/version").code()).isEqualTo(503);

        server.faults().refuse(0, Set.of());
        assertThat(wire.get(CONFIG_MAPS + "/a").code())
                .as("what was refused was not kept")
                .isEqualTo(404);
    }

    @Test
    @DisplayName("refuses the share that it was told, evenly")
    void share() {
        server.faults().refuse(0.25, Set.of());

        assertThat(IntStream.range(0, 8).mapToObj(_ -> wire.get(PODS).code() == 200))
                .containsExactly(true, true, true, false, true, true, true, false);
    }

    @Test
    @DisplayName("spares clients by their names")
    void spares() {
        server.faults().refuse(1, Set.of("tester/1.0"));

        assertThat(wire.get(PODS).code()).isEqualTo(200);
    }
}
