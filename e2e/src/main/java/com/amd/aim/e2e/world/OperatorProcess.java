package com.amd.aim.e2e.world;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code aim operator} as a process, which can be frozen and killed as any other. */
public final class OperatorProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final int port;
    private final Path log;
    private final String credential;

    private OperatorProcess(Process process, int port, Path log, String credential) {
        this.process = process;
        this.port = port;
        this.log = log;
        this.credential = credential;
    }

    static OperatorProcess start(Cluster cluster, String name, List<String> options) {
        return launch(cluster, name, options).awaitReady();
    }

    static OperatorProcess start(Cluster cluster, String namespace, String account, String name, List<String> options) {
        return launch(Account.of(cluster, namespace, account), name, options).awaitReady();
    }

    /** Starts one, and does not wait until it runs. */
    public static OperatorProcess launch(Cluster cluster, String name, List<String> options) {
        return launch(Account.ofChart(cluster), name, options);
    }

    /** Starts one, whose API server is at another address, and does not wait until it runs. */
    public static OperatorProcess launch(Cluster cluster, URI server, String name, List<String> options) {
        return launch(Account.ofChart(cluster).at(server), name, options);
    }

    private static OperatorProcess launch(Account account, String name, List<String> options) {
        Cluster cluster = account.cluster();
        Path log = cluster.dir().resolve("logs/" + name + ".log");
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                Cluster.root().resolve("aim").toString(),
                "operator",
                "--kubeconfig=" + account.kubeconfig(name),
                "--operator-namespace=" + account.namespace(),
                "--hub-endpoint=" + cluster.hub(),
                "--http-port=" + port));
        command.addAll(options);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return new OperatorProcess(process, port, log, account.credential());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it says that it works. */
    public OperatorProcess awaitReady() {
        try {
            await().atMost(PATIENCE)
                    .failFast("the operator ended, see " + log, () -> !process.isAlive())
                    .ignoreExceptions()
                    .until(this::isReady);
        } catch (RuntimeException e) {
            kill();
            throw e;
        }
        return this;
    }

    /** The id of its token, as the audit log has it; no other process has it. */
    public String credential() {
        return credential;
    }

    /** Whether it says that it works with the API server; one that stands by for the leader does as well. */
    public boolean isReady() throws IOException, InterruptedException {
        return get("/readyz").statusCode() == 200;
    }

    /** What it answers at its port: {@code /livez}, {@code /readyz}; 0 when it does not answer. */
    public int status(String path) throws InterruptedException {
        try {
            return get(path).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Its metrics, as Prometheus reads them. */
    public String metrics() throws IOException, InterruptedException {
        return get("/metrics").body();
    }

    /** What it logged, one JSON object a line. */
    public List<String> log() {
        return Cluster.read(log).lines().toList();
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Freezes it as it is. */
    public void freeze() {
        signal("STOP");
    }

    /** Lets it go on. */
    public void thaw() {
        signal("CONT");
    }

    /** Kills it on the spot. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Ends it as Kubernetes does, and returns its exit code. */
    public int stop() {
        close();
        return process.exitValue();
    }

    /** Waits until it has ended by itself, and returns its exit code. */
    public int awaitEnd() {
        await().atMost(PATIENCE).until(() -> !process.isAlive());
        return process.exitValue();
    }

    /** Whether it has not ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it as Kubernetes does: SIGTERM, and SIGKILL where that does not help within half a minute. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    private void signal(String name) {
        Command.run(null, List.of("kill", "-" + name, String.valueOf(process.pid())))
                .succeeded();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .timeout(Duration.ofSeconds(5))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
