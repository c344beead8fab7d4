package com.amd.aim.engine.cache;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Serves {@code GET /progress} as JSON while a download runs, so that who wants to know needs no rights in this pod nor this pod any. */
public final class ProgressServer implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    /** Listens from now on; port 0 takes a free one. */
    public ProgressServer(InetSocketAddress address, Supplier<Progress> progress) throws IOException {
        server = HttpServer.create(address, 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, progress));
        server.start();
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private static void answer(HttpExchange exchange, Supplier<Progress> progress) throws IOException {
        try (exchange) {
            boolean read = exchange.getRequestMethod().equals("GET");
            if (!read || !exchange.getRequestURI().getPath().equals("/progress")) {
                exchange.sendResponseHeaders(read ? 404 : 405, -1);
                return;
            }
            byte[] body = progress.get().json().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
