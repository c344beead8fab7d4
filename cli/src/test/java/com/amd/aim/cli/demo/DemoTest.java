package com.amd.aim.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amd.aim.cli.Invocation;
import com.amd.aim.cli.TemporaryFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("aim demo --once")
class DemoTest {

    private Set<Path> filesBefore = Set.of();

    @BeforeEach
    void lookAround() throws IOException {
        filesBefore = TemporaryFiles.now();
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        assertThat(TemporaryFiles.now()).as("files left behind").isSubsetOf(filesBefore);
        await("threads that keep the process alive")
                .pollInSameThread()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(lastingThreads()).isEmpty());
    }

    @Test
    @DisplayName("serves every example, gets an answer, and says what was chosen and why")
    void serves() {
        Invocation demo = Invocation.of("demo", "--once");

        assertThat(demo.exitCode()).as("%s", demo.err()).isZero();
        assertThat(demo.out())
                .contains("Answer of a simulated engine: ")
                .containsPattern("SERVICE +MODEL +GPUS +MODEL CACHE +READY")
                .containsPattern("qwen3-32b +Qwen/Qwen3-32B +4xMI300X +filled +1/1")
                .containsPattern("llama-405b +amd/Llama-3.1-405B-Instruct-FP8-KV +4xMI325X +filled +1/1")
                .containsPattern("qwen3-8b +Qwen/Qwen3-8B +1xMI300X +filled +1/1")
                .containsPattern("assistant +openai/gpt-oss-20b +1xMI325X +filled once for 2 +1/1")
                .containsPattern("summaries +openai/gpt-oss-20b +1xMI325X +filled once for 2 +1/1")
                .contains("recipe qwen3-8b-long-context: ");
        assertThat(demo.out().lines())
                .filteredOn(line -> line.startsWith("    recipe"))
                .hasSize(5);
        assertThat(demo.err())
                .contains("1-one-line.yaml", "4-shared-cache.yaml", "qwen3-32b answers", "Everything is Ready.")
                .doesNotContain("WARN", "ERROR", "Exception");
        assertThat(demo.out().lines().filter(line -> !line.startsWith("Answer")))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @Test
    @DisplayName("ends with what each service still lacks when the time is over")
    void saysWhatIsMissing() {
        Invocation demo = Invocation.of("demo", "--once", "--timeout", "0.001s");

        assertThat(demo.exitCode()).isEqualTo(1);
        assertThat(demo.out()).isEmpty();
        assertThat(demo.err())
                .contains("not every example is Ready; --timeout gives it longer")
                .contains("qwen3-32b: ");
    }

    @Test
    @DisplayName("ends everything when it is interrupted half-way")
    void endsWhenInterrupted() throws Exception {
        CompletableFuture<Invocation> ended = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().start(() -> ended.complete(Invocation.of("demo", "--once")));
        await().atMost(Duration.ofSeconds(60)).until(() -> !TemporaryFiles.now().equals(filesBefore));

        thread.interrupt();

        assertThat(ended.get(60, TimeUnit.SECONDS).out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "10", "-5s", "0s"})
    @DisplayName("refuses a time that is none")
    void refusesTime(String time) {
        Invocation demo = Invocation.of("demo", "--once", "--timeout=" + time);

        assertThat(demo.exitCode()).isEqualTo(2);
        assertThat(demo.err()).contains("'" + time + "' is not a duration such as 90s");
    }

    /** Threads that would keep the process alive, other than those of the test run itself. */
    private static Set<String> lastingThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon() && thread.isAlive())
                .map(Thread::getName)
                .filter(name -> !name.equals("main") && !name.startsWith("surefire"))
                .collect(Collectors.toSet());
    }
}
