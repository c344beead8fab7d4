package com.amd.aim.sandbox.api;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;

/** A Kubernetes API server of its own, listening on loopback until closed. */
public final class ApiServer implements AutoCloseable {

    private ApiServer() {}

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
        throw new IOException("not yet");
    }

    /** {@code http://127.0.0.1:port}. */
    public URI uri() {
        return URI.create("http://127.0.0.1");
    }

    /** What a client sends as {@code Authorization: Bearer}. */
    public String token() {
        return "";
    }

    /**
     * A kubeconfig as YAML. It names the server a second time as {@code proxy-url} with the token as the proxy's password: kubectl sends no
     * bearer token over plain HTTP, but it does send a proxy's credentials.
     */
    public String kubeconfig() {
        return "";
    }

    /** Every request answered. */
    public RequestLog requests() {
        return new RequestLog();
    }

    /** Says who answers {@code kubectl logs}; until then the server refuses it. */
    public void podLogs(PodLogs logs) {}

    @Override
    public void close() {}
}
