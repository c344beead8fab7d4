package com.amd.aim.cli.container;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amd.aim.engine.cache.DownloadResult;
import com.amd.aim.engine.cache.PlanResult;
import com.amd.aim.engine.cache.TerminationMessage;
import com.amd.aim.sandbox.hub.TinyHub;
import com.amd.aim.sandbox.kubelet.ContainerStart;
import com.amd.aim.sandbox.kubelet.ContainerStartException;
import com.amd.aim.sandbox.kubelet.Mount;
import com.amd.aim.sandbox.kubelet.RunningContainer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A simulated container of the aim image")
class AimContainersTest {
    private static final String MODEL = "hf://example/tiny";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final AimContainers containers = new AimContainers();
    private TinyHub hub;
    private Path claim;
    private Path message;

    @BeforeEach
    void startHub() throws IOException {
        hub = TinyHub.start();
        hub.add("example/tiny");
        claim = Files.createDirectories(folder.resolve("claim"));
        message = Files.createFile(folder.resolve("termination"));
    }

    @AfterEach
    void stopHub() {
        hub.close();
    }

    @Test
    @DisplayName("plans, downloads and verifies on its claim, and leaves each result in the termination message")
    void downloads() throws Exception {
        assertThat(run("download", "--plan", "--termination-log=/dev/termination-log", MODEL))
                .isZero();
        assertThat(left()).isInstanceOf(PlanResult.class);
        assertThat(claim).isEmptyDirectory();

        assertThat(run("download", "--termination-log=/dev/termination-log", MODEL))
                .isZero();
        assertThat(left()).isInstanceOf(DownloadResult.class);
        assertThat(claim.resolve("models--example--tiny")).isDirectory();

        assertThat(run("cache", "verify", "--quick", MODEL)).isZero();
    }

    @Test
    @DisplayName("ends as the real one would where the model is not there")
    void fails() throws Exception {
        assertThat(run("download", "hf://example/other")).isEqualTo(3);
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("example/other");
    }

    @Test
    @DisplayName("ends when it is stopped, and soon is gone also when it does not listen")
    void stops() throws Exception {
        hub.faults().slow(1_000);
        RunningContainer container = containers.start(start("aim", "download", MODEL));

        container.stop(Duration.ofSeconds(30));

        assertThat(container.exitCode().get(30, SECONDS)).isEqualTo(143);
    }

    @Test
    @DisplayName("is refused when it would run another program, which the message names")
    void refused() {
        assertThatThrownBy(() -> containers.start(start("/usr/bin/nginx", "-g", "daemon off;")))
                .isInstanceOf(ContainerStartException.class)
                .hasMessageContaining("/usr/bin/nginx");
        assertThatThrownBy(() -> containers.start(start())).isInstanceOf(ContainerStartException.class);
    }

    private TerminationMessage left() throws IOException {
        return TerminationMessage.parse(Files.readString(message));
    }

    private int run(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = "aim";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return containers.start(start(command)).exitCode().get(60, SECONDS);
    }

    private ContainerStart start(String... command) throws IOException {
        return new ContainerStart(
                "team-a",
                "pod",
                "download",
                "aim:1",
                List.of(command),
                Map.of("HF_ENDPOINT", hub.endpoint().toString(), "HF_HUB_CACHE", "/workspace/model-cache"),
                List.of(
                        new Mount("/workspace/model-cache", claim, false),
                        new Mount("/dev/termination-log", message, false)),
                Files.createDirectories(folder.resolve("root")),
                InetAddress.getLoopbackAddress(),
                IntUnaryOperator.identity(),
                "/dev/termination-log",
                0,
                new PrintStream(log, true, StandardCharsets.UTF_8));
    }
}
