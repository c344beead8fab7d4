package com.amd.aim.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.cli.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("aim demo on a terminal")
class ScreenDemoTest {
    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    private final CompletableFuture<String> end = new CompletableFuture<>();
    private FakeTerminal terminal;
    private Set<Path> filesBefore = Set.of();

    @BeforeEach
    void start() throws IOException {
        filesBefore = files();
        terminal = new FakeTerminal(120, 50);
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        terminal.close();
        assertThat(files()).as("files left behind").isEqualTo(filesBefore);
    }

    @Test
    @DisplayName("shows the downloads, the services and what goes wrong on request, until q ends everything")
    void shows() throws Exception {
        run();
        terminal.awaitPattern("\\[#+-*\\] \\d+% \\S+ [KM]iB of 1.3 MiB, \\S+ KiB/s, \\d+s left");
        terminal.awaitPicture("Asked qwen3-32b: ");
        // it is drawn anew each second
        terminal.awaitPattern("qwen3-32b +Serving +4xMI300X +Ready +1/1 +Qwen/Qwen3-32B +qwen3-32b-mi300x-bf16");
        terminal.awaitPicture("http://qwen3-32b.default.svc");
        String kubeconfig = terminal.awaitPattern("export KUBECONFIG=(\\S+)").group(1);

        assertThat(sandbox(kubeconfig, "fault", "gpu-unhealthy", "mi300x-0").exitCode())
                .isZero();
        terminal.awaitPicture("Wrong: All GPUs of node mi300x-0");
        assertThat(sandbox(kubeconfig, "heal").exitCode()).isZero();
        terminal.awaitPicture("All that was wrong is put right.");

        terminal.press('q');
        assertThat(end.get(90, TimeUnit.SECONDS)).isEqualTo("returned");
    }

    @Test
    @DisplayName("ends everything on q and on Ctrl-C, also while it starts")
    void endsAtStart() throws Exception {
        Thread thread = run();
        terminal.awaitPicture("Starting a simulated cluster");
        thread.interrupt();

        assertThat(end.get(90, TimeUnit.SECONDS)).isEqualTo("java.lang.InterruptedException");
    }

    private Thread run() {
        Screen screen = terminal.screen();
        return Thread.ofPlatform().start(() -> {
            try {
                ScreenDemo.run(screen, true, InstantSource.system());
                end.complete("returned");
            } catch (InterruptedException | RuntimeException e) {
                end.complete(e.toString());
            }
        });
    }

    private static Invocation sandbox(String kubeconfig, String... arguments) {
        return Invocation.with(
                Map.of("KUBECONFIG", kubeconfig),
                Stream.concat(Stream.of("sandbox"), Stream.of(arguments)).toArray(String[]::new));
    }

    private static Set<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(TEMPORARY)) {
            return files.filter(file -> file.getFileName().toString().startsWith("aim-"))
                    .collect(Collectors.toSet());
        }
    }
}
