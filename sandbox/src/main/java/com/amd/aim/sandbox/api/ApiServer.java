package com.amd.aim.sandbox.api;

import com.amd.aim.sandbox.api.serve.Call;
import com.amd.aim.sandbox.api.serve.Front;
import com.amd.aim.sandbox.api.store.Journal;
import com.amd.aim.sandbox.api.tls.OwnCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A Kubernetes API server of its own, listening on loopback until closed. Over plain HTTP for clients in this process; over TLS, on a second
 * port that is opened when a kubeconfig is asked for, because kubectl sends no token over plain HTTP.
 */
public final class ApiServer implements AutoCloseable {

    private final String token;
    private final RequestLog requests = new RequestLog();
    private final ApiFaults faults = new ApiFaults();
    private final Parts parts;
    private final Front front;
    private final Listener plain;
    private @Nullable Secured secured;

    private record Secured(Listener listener, String pem) {}

    private ApiServer(int port, String token, InstantSource clock, Journal journal) throws IOException {
        this.token = token;
        this.parts = Parts.assemble(clock, journal);
        this.front = new Front(token, parts.router(), faults::refusal, answered -> note(answered, clock));
        try {
            this.plain = Listener.plain(port, front);
        } catch (IOException taken) {
            parts.close();
            throw taken;
        }
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
        return start(port, token, clock, Journal.none());
    }

    /** Starts with the objects that {@code journal} has, and notes every write there before it is answered. */
    public static ApiServer start(int port, String token, InstantSource clock, Journal journal) throws IOException {
        return new ApiServer(port, token, clock, journal);
    }

    /** {@code http://127.0.0.1:port}. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + plain.port());
    }

    /** What a client sends as {@code Authorization: Bearer}. */
    public String token() {
        return token;
    }

    /** A kubeconfig as YAML, for any tool on this machine: it names the server's TLS port, its certificate and the token. */
    public String kubeconfig() {
        Secured tls = secured();
        String trusted = Base64.getEncoder().encodeToString(tls.pem().getBytes(StandardCharsets.UTF_8));
        return """
                apiVersion: v1
                kind: Config
                clusters:
                - name: sandbox
                  cluster:
                    server: https://127.0.0.1:%d
                    certificate-authority-data: %s
                users:
                - name: sandbox
                  user:
                    token: %s
                contexts:
                - name: sandbox
                  context: {cluster: sandbox, user: sandbox, namespace: default}
                current-context: sandbox
                """.formatted(tls.listener().port(), trusted, token);
    }

    private Secured secured() {
        try {
            return secure(0, null);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Opens the TLS port now, unless it is open; {@link #kubeconfig()} would take any free one.
     *
     * @throws IOException when the port cannot be had
     */
    public void openTls(int port) throws IOException {
        secure(port, null);
    }

    /**
     * The same, with a certificate that clients may know from before.
     *
     * @return the port
     */
    public int openTls(int port, OwnCertificate certificate) throws IOException {
        return secure(port, certificate).listener().port();
    }

    private synchronized Secured secure(int port, @Nullable OwnCertificate given) throws IOException {
        Secured open = secured;
        if (open == null) {
            OwnCertificate certificate = given != null ? given : OwnCertificate.make(Instant.now());
            open = new Secured(Listener.secured(port, certificate, front), certificate.pem());
            secured = open;
        }
        return open;
    }

    /** Every request answered. */
    public RequestLog requests() {
        return requests;
    }

    /** What goes wrong. */
    public ApiFaults faults() {
        return faults;
    }

    /** Says who answers {@code kubectl logs}; until then the server refuses it. */
    public void podLogs(PodLogs logs) {
        parts.router().podLogs(logs);
    }

    @Override
    public synchronized void close() {
        plain.close();
        Secured open = secured;
        if (open != null) {
            open.listener().close();
        }
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
