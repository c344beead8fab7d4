package com.amd.aim.sandbox.api;

import com.amd.aim.sandbox.api.serve.Call;
import com.amd.aim.sandbox.api.serve.Front;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A Kubernetes API server of its own, listening on loopback until closed. */
public final class ApiServer implements AutoCloseable {

    private final HttpServer http;
    private final ExecutorService threads;
    private final String token;
    private final RequestLog requests;
    private final Parts parts;

    private ApiServer(HttpServer http, String token, InstantSource clock) {
        this.http = http;
        this.token = token;
        this.requests = new RequestLog();
        this.parts = Parts.assemble(clock);
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("api-", 0).factory());
        http.setExecutor(threads);
        http.createContext("/", new Front(token, parts.router(), answered -> note(answered, clock)));
    }

    /**
     * Starts with the system's clock.
     *
     * @param port 0 for any free one
     * @throws IOException when the port cannot be had
     */
    public static ApiServer start(int port, String token) throws IOException {
        return start(port, token, InstantSource.system());
    }

    /** Starts with {@code clock} for everything that the server dates: creation, deletion, field managers. */
    public static ApiServer start(int port, String token, InstantSource clock) throws IOException {
        tuneHttpServer();
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
        ApiServer server = new ApiServer(http, token, clock);
        http.start();
        return server;
    }

    /**
     * The JDK's server reads these once: without nodelay a watch event waits for the client's acknowledgement (40 ms); with the default idle
     * time it closes connections just as clients use them again.
     */
    private static void tuneHttpServer() {
        setIfAbsent("sun.net.httpserver.nodelay", "true");
        setIfAbsent("sun.net.httpserver.idleInterval", "600");
        setIfAbsent("sun.net.httpserver.maxIdleConnections", "1000");
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** {@code http://127.0.0.1:port}. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    /** What a client sends as {@code Authorization: Bearer}. */
    public String token() {
        return token;
    }

    /**
     * A kubeconfig as YAML. It names the server a second time as {@code proxy-url} with the token as the proxy's password: kubectl sends no
     * bearer token over plain HTTP, but it does send a proxy's credentials.
     */
    public String kubeconfig() {
        return """
                apiVersion: v1
                kind: Config
                clusters:
                - name: sandbox
                  cluster:
                    server: %s
                    proxy-url: http://sandbox:%s@127.0.0.1:%d
                users:
                - name: sandbox
                  user:
                    token: %s
                contexts:
                - name: sandbox
                  context: {cluster: sandbox, user: sandbox, namespace: default}
                current-context: sandbox
                """.formatted(uri(), token, http.getAddress().getPort(), token);
    }

    /** Every request answered. */
    public RequestLog requests() {
        return requests;
    }

    /** Says who answers {@code kubectl logs}; until then the server refuses it. */
    public void podLogs(PodLogs logs) {
        parts.router().podLogs(logs);
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
        parts.close();
    }

    private void note(Front.Answered answered, InstantSource clock) {
        Call call = answered.call();
        String manager = call.query("fieldManager");
        requests.add(new RequestLog.Entry(
                0,
                clock.instant(),
                answered.verb(),
                call.path(),
                answered.resource(),
                answered.namespace(),
                answered.name(),
                call.header("User-Agent"),
                manager.isEmpty() ? null : manager,
                !call.query("dryRun").isEmpty(),
                answered.status()));
    }
}
