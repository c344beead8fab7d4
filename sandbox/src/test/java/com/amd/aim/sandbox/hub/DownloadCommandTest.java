package com.amd.aim.sandbox.hub;

import static com.amd.aim.sandbox.hub.HubFixture.ID;
import static com.amd.aim.sandbox.hub.HubFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amd.aim.engine.cache.DownloadError;
import com.amd.aim.engine.cache.DownloadFailure;
import com.amd.aim.engine.cache.DownloadResult;
import com.amd.aim.engine.cache.PlanResult;
import com.amd.aim.engine.cache.Progress;
import com.amd.aim.engine.cache.TerminationMessage;
import com.amd.aim.engine.cache.TransferLimits;
import com.amd.aim.engine.cache.VerifyResult;
import com.amd.aim.engine.command.ContainerCommands;
import com.amd.aim.engine.command.ContainerEnvironment;
import com.amd.aim.engine.command.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands as a simulated container runs them: its paths stand for directories elsewhere. */
class DownloadCommandTest {
    private static final String SHARD = "model-00002-of-00003.safetensors";
    private static final TransferLimits LIMITS = new TransferLimits(
            4,
            2,
            2,
            Duration.ofMillis(1),
            Duration.ofMillis(5),
            Duration.ofMillis(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30));

    private final TinyModel model = TinyModel.of(ID);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> env = new HashMap<>();
    private TinyHub hub;

    @TempDir
    Path root;

    @BeforeEach
    void start() throws IOException {
        hub = TinyHub.start();
        hub.add(model);
        Files.createDirectories(root.resolve("cache"));
        env.put("HF_ENDPOINT", hub.endpoint().toString());
        env.put("HF_HUB_CACHE", "/cache");
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private int aim(String... args) {
        ContainerEnvironment environment = new ContainerEnvironment(
                env,
                path -> root.resolve(Path.of("/").relativize(path)),
                InetAddress.getLoopbackAddress(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return ContainerCommands.of(environment, LIMITS).execute(args);
    }

    private TerminationMessage left() throws IOException {
        return TerminationMessage.parse(Files.readString(root.resolve("termination-log")));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("plan, download, verify: what the Jobs and the init container run, each with its result left behind")
    void life() throws Exception {
        String source = "hf://aim/tiny";
        String log = "--termination-log=/termination-log";
        assertThat(aim("download", "--plan", source, log)).isEqualTo(ExitCode.OK);
        assertThat(left()).isEqualTo(new PlanResult(model.commit(), model.bytes(), 9));
        String pinned = "--expect-revision=" + model.commit();

        assertThat(aim("cache", "verify", "--quick", source, pinned, log)).isEqualTo(ExitCode.LASTING);
        assertThat(left())
                .isEqualTo(new DownloadFailure(
                        DownloadError.CORRUPT,
                        "The cache does not hold aim/tiny: revision main has not been downloaded; download it again."));

        assertThat(aim("download", source, pinned, log)).isEqualTo(ExitCode.OK);
        assertThat((DownloadResult) left())
                .returns(model.commit(), DownloadResult::revision)
                .returns(model.bytes(), DownloadResult::fetchedBytes);

        assertThat(aim("cache", "verify", "--quick", source, pinned, log)).isEqualTo(ExitCode.OK);
        assertThat(left()).isEqualTo(new VerifyResult(model.commit(), model.bytes(), 9));

        assertThat(aim("download", source, pinned, log)).isEqualTo(ExitCode.OK);
        assertThat(((DownloadResult) left()).fetchedBytes()).isZero();

        Files.delete(root.resolve("cache/models--aim--tiny/snapshots/%s/%s".formatted(model.commit(), SHARD)));
        assertThat(aim("cache", "verify", "--quick", source, pinned, log)).isEqualTo(ExitCode.LASTING);
        assertThat(((DownloadFailure) left()).message()).contains(SHARD + " is missing; download it again.");
    }

    @Test
    @DisplayName("options choose directory, revision and files")
    void options() {
        hub.add(model, "v1.0");
        assertThat(aim(
                        "download",
                        "hf://aim/tiny",
                        "--revision=v1.0",
                        "--cache-dir=/other",
                        "--include=*.json",
                        "--exclude=tokenizer*",
                        "--parallelism=1"))
                .isEqualTo(ExitCode.OK);
        Path repository = root.resolve("other/models--aim--tiny");
        assertThat(repository.resolve("refs/v1.0")).hasContent(model.commit());
        assertThat(repository
                        .resolve("snapshots")
                        .resolve(model.commit())
                        .toFile()
                        .list())
                .containsExactlyInAnyOrder(
                        ".aim-complete.json", "config.json", "generation_config.json", "model.safetensors.index.json");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("what the same command cannot get past ends with 3, so that a Job stops")
    @CsvSource({
        "hf://aim/none, NotFound",
        "hf://aim/tiny@v9, RevisionNotFound",
        "hf://aim/gated, Gated",
        "s3://bucket/path, InvalidSource",
        "hf://a b/c, InvalidSource",
        "aim/tiny, InvalidSource"
    })
    void lasting(String source, String error) throws IOException {
        hub.add("aim/gated");
        hub.restrict("aim/gated", HubAccess.gated());
        assertThat(aim("download", "--plan", source, "--termination-log=/termination-log"))
                .isEqualTo(ExitCode.LASTING);
        assertThat(((DownloadFailure) left()).error().word()).isEqualTo(error);
        assertThat(printed()).startsWith(error + ": ");
    }

    @Test
    @DisplayName("what another try may get past ends with 1")
    void retry() throws IOException {
        hub.faults().refuse(503, 100);
        assertThat(aim("download", "hf://aim/tiny", "--termination-log=/termination-log"))
                .isEqualTo(ExitCode.RETRY);
        assertThat(((DownloadFailure) left()).error()).isEqualTo(DownloadError.UNREACHABLE);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("a wrong command line ends with 2 and how to use it")
    @ValueSource(
            strings = {
                "download",
                "download hf://aim/tiny --parallelism=0",
                "download hf://aim/tiny --parallelism=many",
                "download hf://aim/tiny --no-such",
                "cache verify hf://aim/tiny"
            })
    void usage(String line) {
        assertThat(aim(line.split(" ", -1))).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Usage: aim ");
    }

    @ParameterizedTest(name = "aim {0}")
    @DisplayName("every command explains itself")
    @ValueSource(strings = {"--help", "cache --help", "cache verify --help", "download --help", "download -h"})
    void help(String line) {
        assertThat(aim(line.split(" ", -1))).isEqualTo(ExitCode.OK);
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Usage: aim ");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("options that contradict or are malformed are told apart")
    @CsvSource(
            delimiter = '|',
            value = {
                "--revision=v2 | Source hf://aim/tiny@v1 and --revision v2 name two revisions: give one.",
                "--expect-revision=main | --expect-revision \"main\" is not a commit of 40 hexadecimal digits.",
                "--endpoint=nowhere | Endpoint \"nowhere\" is not the address of a hub"
            })
    void contradictions(String option, String sentence) {
        assertThat(aim("download", "--plan", "hf://aim/tiny@v1", option)).isEqualTo(ExitCode.LASTING);
        assertThat(printed()).contains(sentence);
    }

    @Test
    @DisplayName("a token is nowhere to be seen, whatever goes wrong")
    void tokenIsSecret() throws IOException {
        env.put("HF_TOKEN", "hf_geheim");
        assertThat(aim("download", "hf://aim/tiny", "--termination-log=/termination-log"))
                .isEqualTo(ExitCode.LASTING);
        assertThat(printed() + Files.readString(root.resolve("termination-log")))
                .contains("Unauthorized")
                .doesNotContain("geheim");
    }

    @Test
    @DisplayName("progress is served as JSON while it runs, and no longer")
    void progress() throws Exception {
        try (Socket held = new Socket(); // bound, not listening: nobody else is given the port
                HttpClient client = HttpClient.newHttpClient()) {
            held.setReuseAddress(true);
            held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = held.getLocalPort();
            hub.faults().stall(1);
            CompletableFuture<Integer> exit =
                    CompletableFuture.supplyAsync(() -> aim("download", "hf://aim/tiny", "--progress-port=" + port));
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/progress".formatted(port)))
                    .build();
            Progress progress = await().ignoreExceptions()
                    .until(
                            () -> Progress.parse(client.send(request, HttpResponse.BodyHandlers.ofString())
                                            .body())
                                    .orElseThrow(),
                            asked -> asked.filesDone() == 8);
            assertThat(progress.bytesTotal()).isEqualTo(model.bytes());
            assertThat(progress.bytesDone()).isLessThan(model.bytes());
            assertThat(progress.files()).isEqualTo(9);
            hub.faults().clear();
            assertThat(exit.get(60, TimeUnit.SECONDS)).isEqualTo(ExitCode.OK);
            assertThatThrownBy(() -> client.send(request, HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    @DisplayName("an interruption, as a simulated container is stopped by, ends with 143 and no message")
    void interrupted() throws Exception {
        hub.faults().stall(100);
        CompletableFuture<Integer> exit = new CompletableFuture<>();
        Thread container = Thread.ofVirtual()
                .start(() -> exit.complete(aim("download", "hf://aim/tiny", "--termination-log=/termination-log")));
        await().until(() -> hub.traffic().bytesOf(ID) > 0);
        container.interrupt();
        assertThat(exit.get(60, TimeUnit.SECONDS)).isEqualTo(ExitCode.STOPPED);
        assertThat(root.resolve("termination-log")).doesNotExist();
    }

    @Test
    @DisplayName(
            "a process that is killed at any moment leaves what the next one continues with, and SIGTERM ends it with 143")
    void killed() throws Exception {
        Path log = root.resolve("log");
        List<String> args = List.of("download", "hf://aim/tiny", "--cache-dir=" + root.resolve("cache"));
        hub.faults().slow(200_000);
        hub.faults().stall(1000); // so that no process is done before it is ended, however late that is
        for (long bytes : new long[] {150_000, 450_000}) {
            Process process = DownloadProcess.start(hub, log, args);
            await().atMost(Duration.ofMinutes(1)).until(() -> hub.traffic().bytesOf(ID) > bytes);
            process.destroyForcibly().waitFor();
        }
        Path last = root.resolve("last");
        long before = hub.traffic().bytesOf(ID);
        Process stopped = DownloadProcess.start(hub, last, args);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> Files.readString(last).contains("9 files")
                        && hub.traffic().bytesOf(ID) > before);
        stopped.destroy();
        assertThat(stopped.waitFor()).as(Files.readString(last)).isEqualTo(ExitCode.STOPPED);
        assertThat(Files.readString(last)).contains("stopped; what was downloaded stays");

        hub.faults().clear();
        assertThat(aim("download", "hf://aim/tiny")).isEqualTo(ExitCode.OK);
        assertThat(aim("cache", "verify", "--quick", "hf://aim/tiny")).isEqualTo(ExitCode.OK);
        assertThat(hub.traffic().bytesOf(ID)).isLessThan(model.bytes() * 3 / 2);
    }
}
