package com.amd.aim.sandbox.api;

import com.amd.aim.sandbox.state.Ground;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test with a server of its own, whose state is kept. */
abstract class KeptServerCase {

    @TempDir
    Path folder;

    Ground ground;
    ApiServer server;
    Wire wire;

    /** What the server dates by. */
    InstantSource clock() {
        return InstantSource.system();
    }

    @BeforeEach
    void start() throws IOException {
        ground = Ground.of(folder, Instant.now());
        server = ApiServer.start(0, ground.token(), clock(), ground.journal());
        wire = new Wire(server);
    }

    @AfterEach
    void stop() throws IOException {
        wire.close();
        server.close();
        ground.close();
    }

    final void restart() throws IOException {
        stop();
        start();
    }
}
