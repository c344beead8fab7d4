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
import java.nio.file.Files;
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

    private OperatorProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    static OperatorProcess start(Cluster cluster, String name, List<String> options) {
        return start(cluster, Cluster.OPERATOR_NAMESPACE, Cluster.RELEASE, name, options);
    }

    static OperatorProcess start(Cluster cluster, String namespace, String account, String name, List<String> options) {
        Path log = cluster.dir().resolve("logs/" + name + ".log");
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                Cluster.root().resolve("aim").toString(),
                "operator",
                "--kubeconfig=" + kubeconfig(cluster, namespace, account),
                "--operator-namespace=" + namespace,
                "--hub-endpoint=" + cluster.hub(),
                "--http-port=" + port));
        command.addAll(options);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            OperatorProcess operator = new OperatorProcess(process, port, log);
            await().atMost(PATIENCE)
                    .failFast("the operator ended, see " + log, () -> !process.isAlive())
                    .ignoreExceptions()
                    .until(operator::isReady);
            return operator;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it says that it works with the API server; one that stands by for the leader does as well. */
    public boolean isReady() throws IOException, InterruptedException {
        return get("/readyz").statusCode() == 200;
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

    /** A service account of the chart, with a token as its pod would have. */
    private static Path kubeconfig(Cluster cluster, String namespace, String account) {
        String token = cluster.kubectl("create", "token", account, "--namespace", namespace, "--duration", "2h")
                .succeeded()
                .out()
                .strip();
        Path file = cluster.dir().resolve("pki/" + account + ".kubeconfig");
        String admin = Cluster.read(cluster.kubeconfig().toPath());
        try {
            return Files.writeString(file, admin.replaceFirst("token: .*", "token: " + token));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
