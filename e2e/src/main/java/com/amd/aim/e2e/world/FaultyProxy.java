package com.amd.aim.e2e.world;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Stands in front of an API server, for who speaks plain HTTP and no WebSocket, and can refuse a share of the requests and cut watches. */
public final class FaultyProxy implements AutoCloseable {
    private static final Set<String> NOT_PASSED_ON =
            Set.of("connection", "content-length", "expect", "host", "http2-settings", "transfer-encoding", "upgrade");

    private final URI target;
    private final HttpClient client;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<HttpExchange> watches = ConcurrentHashMap.newKeySet();
    private final AtomicReference<List<Fault>> faults = new AtomicReference<>(List.of());
    private final AtomicInteger refused = new AtomicInteger();
    private final Random random;

    private FaultyProxy(Cluster cluster, long seed) throws Exception {
        Config config = cluster.client().getConfiguration();
        this.target = URI.create(config.getMasterUrl());
        this.random = new Random(seed);
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(SSLUtils.sslContext(config))
                .build();
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Starts one in front of a cluster. */
    public static FaultyProxy of(Cluster cluster, long seed) throws Exception {
        return new FaultyProxy(cluster, seed);
    }

    /**
     * A share of requests that is refused.
     *
     * @param methods of HTTP
     * @param path part of the path; empty for all
     * @param share between 0 and 1
     * @param code 409, 429, 500 …
     * @param reason as the API server gives it
     */
    public record Fault(Set<String> methods, String path, double share, int code, String reason) {
        private boolean meets(HttpExchange exchange) {
            return methods.contains(exchange.getRequestMethod())
                    && exchange.getRequestURI().getPath().contains(path);
        }

        private byte[] status() {
            return """
                    {"kind":"Status","apiVersion":"v1","status":"Failure","code":%d,"reason":"%s","message":"refused by the test"}
                    """.formatted(code, reason).getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Where it listens. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on refuses these, and none of those before. */
    public void refuse(Fault... some) {
        faults.set(List.of(some));
    }

    /** How many requests it has refused so far. */
    public int refused() {
        return refused.get();
    }

    /** Breaks the connection of each watch, in the midst of it, and returns how many there were. */
    public int cutWatches() {
        List<HttpExchange> open = List.copyOf(watches);
        open.forEach(HttpExchange::close);
        return open.size();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        client.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            for (Fault fault : faults.get()) {
                if (fault.meets(exchange) && chance() < fault.share()) {
                    refuse(exchange, fault);
                    return;
                }
            }
            passOn(exchange, body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized double chance() {
        return random.nextDouble();
    }

    private void refuse(HttpExchange exchange, Fault fault) throws IOException {
        refused.incrementAndGet();
        byte[] status = fault.status();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        if (fault.code() == 429) {
            exchange.getResponseHeaders().set("Retry-After", "1");
        }
        exchange.sendResponseHeaders(fault.code(), status.length);
        exchange.getResponseBody().write(status);
    }

    private void passOn(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        boolean watch = String.valueOf(exchange.getRequestURI().getRawQuery()).contains("watch=true");
        HttpResponse<InputStream> answer = client.send(request(exchange, body), BodyHandlers.ofInputStream());
        try (InputStream in = answer.body()) {
            answer.headers().map().forEach((name, values) -> set(exchange.getResponseHeaders(), name, values));
            exchange.sendResponseHeaders(answer.statusCode(), 0);
            if (watch) {
                watches.add(exchange);
            }
            copy(in, exchange.getResponseBody());
        } finally {
            watches.remove(exchange);
        }
    }

    private HttpRequest request(HttpExchange exchange, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(target.toString().replaceFirst("/$", "") + exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    private static void set(Headers headers, String name, List<String> values) {
        if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
            headers.put(name, values);
        }
    }

    /** Each event on its own, as it comes. */
    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[65_536];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            out.write(buffer, 0, read);
            out.flush();
        }
    }
}
