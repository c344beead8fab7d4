package com.amd.aim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One {@code aim …} that runs in this process until it is stopped. */
final class Background implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private final Thread thread;

    private Background(String... arguments) {
        Terminal terminal = new Terminal(stream(out), stream(err), Map.of());
        thread = Thread.ofPlatform().start(() -> exitCode.complete(Aim.run(terminal, arguments)));
    }

    static Background start(String... arguments) {
        return new Background(arguments);
    }

    /** Waits until it has printed this, and returns all it has printed. */
    String awaitOut(String text) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(exitCode).as(err()).isNotDone();
            assertThat(out()).as(err()).contains(text);
        });
        return out();
    }

    /** Waits until it has printed this to standard error. */
    void awaitErr(String text) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(exitCode).isNotDone();
            assertThat(err()).contains(text);
        });
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Stops it as a signal would; returns its exit code. */
    int stop() {
        thread.interrupt();
        return exitCode.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        if (!exitCode.isDone()) {
            stop();
        }
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
