package com.amd.aim.sandbox.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * A model hub on loopback that speaks the Hugging Face HTTP API over models made up on the spot: model information with blobs, file lists,
 * and files with redirect, ranges and hashes. It has the repositories that were added and no others, so that a wrong name is not found.
 * As on the real hub, large files come from a storage of another origin.
 *
 * <p>It has no search, no uploads, no datasets and no chunked transfer protocol.
 */
public final class TinyHub implements AutoCloseable {
    private final Map<String, HostedRepository> repositories = new ConcurrentHashMap<>();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final HubFaults faults = new HubFaults();
    private final HubTraffic traffic = new HubTraffic();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final FileAnswer files = new FileAnswer(faults, traffic);
    private final HttpServer hub;
    private final HttpServer storage;

    private TinyHub(int port) throws IOException {
        hub = HttpServer.create(loopback(port), 0);
        storage = HttpServer.create(loopback(0), 0);
        HubApi api = new HubApi(repositories, tokens, address(storage), files);
        serve(hub, false, api::answer);
        serve(storage, true, this::sendFromStorage);
    }

    /** Starts a hub without repositories on a free port. */
    public static TinyHub start() throws IOException {
        return start(0);
    }

    /**
     * Starts a hub without repositories.
     *
     * @param port where it answers; 0 for any free port
     * @throws IOException when the port is taken
     */
    public static TinyHub start(int port) throws IOException {
        return new TinyHub(port);
    }

    /** Its address, as {@code HF_ENDPOINT} wants it. */
    public URI endpoint() {
        return address(hub);
    }

    /** Adds a repository of this name with a model of about 1.3 MB, or moves its {@code main} there. */
    public void add(String id) {
        add(id, "main", () -> TinyModel.of(id));
    }

    /** Adds a repository, or moves its {@code main} to this model; its older commits stay. */
    public void add(TinyModel model) {
        add(model, "main");
    }

    /** Adds a repository, or a branch or tag of one that is there. */
    public void add(TinyModel model, String revision) {
        add(model.id(), revision, () -> model);
    }

    private void add(String id, String revision, Supplier<TinyModel> model) {
        repositories.computeIfAbsent(id, _ -> new HostedRepository()).push(revision, model);
    }

    /** Says who may download a repository that was added; makes the tokens known. */
    public void restrict(String id, HubAccess access) {
        Optional.ofNullable(repositories.get(id))
                .orElseThrow(() -> new IllegalArgumentException("no repository " + id + " was added"))
                .access(access);
        tokens.addAll(access.tokens());
    }

    /** Makes a token known that has been granted nothing; the hub refuses every unknown one. */
    public void know(String token) {
        tokens.add(token);
    }

    /** What goes wrong. */
    public HubFaults faults() {
        return faults;
    }

    /** What was asked and sent. */
    public HubTraffic traffic() {
        return traffic;
    }

    @Override
    public void close() {
        faults.clear();
        hub.stop(0);
        storage.stop(0);
        threads.shutdownNow();
        threads.close();
    }

    private void serve(HttpServer server, boolean isStorage, HttpHandler handler) {
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, isStorage, handler));
        server.start();
    }

    private void answer(HttpExchange exchange, boolean isStorage, HttpHandler handler) throws IOException {
        traffic.asked(new HubRequest(
                isStorage,
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                exchange.getRequestHeaders().containsKey("Authorization")));
        if (faults.isDown()) {
            throw new IOException("the hub is down, as it was told to be");
        }
        Optional<HubFaults.Refusal> refusal = faults.refusal();
        if (refusal.isEmpty()) {
            handler.handle(exchange);
            return;
        }
        if (refusal.get().retryAfter() != null) {
            exchange.getResponseHeaders()
                    .set("Retry-After", Long.toString(refusal.get().retryAfter().toSeconds()));
        }
        exchange.sendResponseHeaders(refusal.get().status(), -1);
        exchange.close();
    }

    private void sendFromStorage(HttpExchange exchange) throws IOException {
        String[] parts = exchange.getRequestURI().getPath().split("/", -1);
        Optional<HostedRepository> repository =
                parts.length == 4 ? Optional.ofNullable(repositories.get(parts[1] + "/" + parts[2])) : Optional.empty();
        Optional<TinyFile> file = repository.flatMap(found -> found.blob(parts[3]));
        if (file.isPresent()) {
            files.send(exchange, parts[1] + "/" + parts[2], file.get());
        } else {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        }
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    }

    private static URI address(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }
}
