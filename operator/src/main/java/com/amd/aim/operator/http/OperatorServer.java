package com.amd.aim.operator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Serves {@code /livez} (the process works), {@code /readyz} (it works with a cluster) and {@code /metrics} (Prometheus
 * text).
 */
public final class OperatorServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads;

    private OperatorServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts serving.
     *
     * @param port 0 means any free one
     * @param live false when only a restart can help
     * @param ready false when the API server is out of reach
     * @param metrics the page in Prometheus' text form
     * @throws IOException with a sentence when the port cannot be had
     */
    public static OperatorServer start(int port, BooleanSupplier live, BooleanSupplier ready, Supplier<String> metrics)
            throws IOException {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(port), 0);
        } catch (BindException e) {
            throw new IOException(
                    "port " + port + " for health and metrics is in use; choose another with --http-port", e);
        }
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext("/livez", exchange -> check(exchange, live.getAsBoolean(), "the operator does not work"));
        server.createContext(
                "/readyz", exchange -> check(exchange, ready.getAsBoolean(), "the API server does not answer"));
        server.createContext(
                "/metrics", exchange -> send(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", metrics.get()));
        server.start();
        return new OperatorServer(server, threads);
    }

    /** Where it listens. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private static void check(HttpExchange exchange, boolean good, String complaint) throws IOException {
        send(exchange, good ? 200 : 503, "text/plain; charset=utf-8", good ? "ok\n" : complaint + "\n");
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
