package com.amd.aim.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** An API server that answers some paths and refuses all others, as one does to a user of few rights or with an expired token. */
final class RefusingApi implements AutoCloseable {
    private final HttpServer server;

    /**
     * Starts it.
     *
     * @param code of the refusals
     * @param answers JSON by path
     */
    RefusingApi(int code, Map<String, String> answers) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String refusal = """
                {"kind":"Status","apiVersion":"v1","status":"Failure","code":%d,"message":"not for this user"}""".formatted(code);
        server.createContext("/", exchange -> {
            String answer = answers.get(exchange.getRequestURI().getPath());
            send(exchange, answer == null ? code : 200, answer == null ? refusal : answer);
        });
        server.start();
    }

    /** A kubeconfig that leads here, also when nobody is here any more. */
    Path kubeconfig(Path folder) throws IOException {
        return Files.writeString(
                folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: a, cluster: {server: "http://127.0.0.1:%d"}}]
                users: [{name: a, user: {token: expired}}]
                contexts: [{name: a, context: {cluster: a, user: a}}]
                current-context: a
                """.formatted(server.getAddress().getPort()));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void send(HttpExchange exchange, int code, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
