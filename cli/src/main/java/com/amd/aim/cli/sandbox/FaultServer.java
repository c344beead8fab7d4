package com.amd.aim.cli.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * Where other processes of this machine ask a sandbox for faults: HTTP on a loopback port, for whoever has the kubeconfig's token.
 * {@code GET} lists what is wrong, {@code POST} adds a {@link Fault}, {@code DELETE} puts everything right. Answers are lines for people.
 */
public final class FaultServer implements AutoCloseable {
    static final String PATH = "/faults";

    private static final int BODY_LIMIT = 10_000;

    private final Faults faults;
    private final byte[] authorization;
    private final ObjectMapper json = new ObjectMapper();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    private record Answer(int status, String text) {}

    private FaultServer(Faults faults, String token) throws IOException {
        this.faults = faults;
        this.authorization = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.setExecutor(threads);
        server.createContext(PATH, this::handle);
        server.start();
    }

    /**
     * Starts it on any free port.
     *
     * @param token what is asked for
     */
    public static FaultServer start(Faults faults, String token) throws IOException {
        return new FaultServer(faults, token);
    }

    /** Its address. */
    public URI uri() {
        return URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), PATH));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = isKnown(exchange) ? answer(exchange) : new Answer(401, "The token is another sandbox's.");
            byte[] body = answer.text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(answer.status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private boolean isKnown(HttpExchange exchange) {
        String given = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), "");
        return MessageDigest.isEqual(authorization, given.getBytes(StandardCharsets.UTF_8));
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(BODY_LIMIT);
        try {
            return switch (exchange.getRequestMethod()) {
                case "GET" -> new Answer(200, listed(faults.present()));
                case "POST" -> added(json.readValue(body, Fault.class));
                case "DELETE" -> healed();
                default -> new Answer(405, "Faults are read, added and healed: GET, POST, DELETE.");
            };
        } catch (JsonProcessingException e) {
            return new Answer(400, "That is no fault: " + e.getOriginalMessage());
        } catch (IllegalArgumentException | NoSuchElementException e) {
            return new Answer(400, String.valueOf(e.getMessage()));
        } catch (KubernetesClientException e) {
            return new Answer(500, "The API server refused: " + e.getMessage());
        }
    }

    private Answer added(Fault fault) {
        faults.add(fault);
        return new Answer(200, fault.sentence());
    }

    private Answer healed() {
        List<Fault> were = faults.present();
        faults.heal();
        return new Answer(200, were.isEmpty() ? "Nothing was wrong." : "No longer so:\n" + listed(were));
    }

    private static String listed(List<Fault> faults) {
        return faults.isEmpty()
                ? "Nothing is wrong."
                : faults.stream().map(Fault::sentence).collect(Collectors.joining("\n"));
    }
}
