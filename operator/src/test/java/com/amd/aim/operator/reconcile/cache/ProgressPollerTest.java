package com.amd.aim.operator.reconcile.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amd.aim.engine.cache.Progress;
import com.sun.net.httpserver.HttpServer;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProgressPollerTest {
    private static final ResourceID CACHE = new ResourceID("a", "ns");

    private final AtomicReference<String> answer = new AtomicReference<>("");
    private final AtomicInteger asked = new AtomicInteger();
    private final List<ResourceID> woken = new CopyOnWriteArrayList<>();
    private final ProgressPoller poller = new ProgressPoller(InstantSource.system(), Duration.ofMillis(5));
    private HttpServer pod;

    ProgressPollerTest() throws IOException {
        pod = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void serve() {
        pod.createContext("/progress", exchange -> {
            asked.incrementAndGet();
            byte[] body = answer.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        pod.start();
    }

    @AfterEach
    void close() {
        poller.close();
        pod.stop(0);
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + pod.getAddress().getPort() + "/progress");
    }

    private static Progress at(long bytes) {
        return new Progress(1_000_000, bytes, 10, OptionalLong.of(1), 2, 1);
    }

    private void askAgain() {
        int before = asked.get();
        await().until(() -> asked.get() > before + 1);
    }

    @Test
    @DisplayName("what a pod says is kept, and wakes the cache when it has moved enough to be told")
    void tells() {
        answer.set(at(0).json());
        poller.follow(CACHE, address(), woken::add);
        await().until(() -> poller.latest(CACHE).equals(Optional.of(at(0))));

        answer.set(at(999).json());
        askAgain();
        assertThat(poller.latest(CACHE)).contains(at(0));
        assertThat(woken).hasSize(1);

        answer.set(at(1000).json());
        await().until(() -> poller.latest(CACHE).equals(Optional.of(at(1000))));
        await().until(() -> woken.size() == 2);
    }

    @Test
    @DisplayName("an answer that is no progress, or endless, is no progress")
    void nonsense() {
        answer.set("hello");
        poller.follow(CACHE, address(), woken::add);
        askAgain();
        answer.set("x".repeat(1_000_000));
        askAgain();
        assertThat(poller.latest(CACHE)).isEmpty();
        assertThat(woken).isEmpty();
    }

    @Test
    @DisplayName("a pod that accepts and says nothing delays nobody else")
    void silentPod() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 50; i++) {
                poller.follow(
                        new ResourceID("silent" + i, "ns"),
                        URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/progress"),
                        woken::add);
            }
            answer.set(at(1).json());
            poller.follow(CACHE, address(), woken::add);
            await().until(() -> poller.latest(CACHE).isPresent());
        }
    }

    @Test
    @DisplayName("another pod's address replaces the first, and what the first said is forgotten")
    void otherPod() {
        answer.set(at(5).json());
        poller.follow(CACHE, address(), woken::add);
        await().until(() -> poller.latest(CACHE).isPresent());
        poller.follow(CACHE, URI.create("http://127.0.0.1:1/progress"), woken::add);
        assertThat(poller.latest(CACHE)).isEmpty();
        poller.leave(CACHE);
        assertThat(poller.latest(CACHE)).isEmpty();
    }

    @Test
    @DisplayName("an address of the newer kind is written in brackets")
    void addresses() {
        assertThat(ProgressPoller.address("10.0.0.7")).hasToString("http://10.0.0.7:8080/progress");
        assertThat(ProgressPoller.address("fd00::7")).hasToString("http://[fd00::7]:8080/progress");
    }
}
