package com.amd.aim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("aim demo where there is no terminal")
class DemoCommandTest {
    private static final Path KUBECTL = Path.of("/usr/bin/kubectl");
    private static final Pattern EXPORT = Pattern.compile("export KUBECONFIG=(\\S+)");
    private static final String LAST_LINE = "  ./aim sandbox fault --help\n";

    @TempDir
    Path home;

    private Set<Path> filesBefore = Set.of();

    @BeforeEach
    void lookAround() throws IOException {
        filesBefore = TemporaryFiles.now();
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        assertThat(TemporaryFiles.now()).as("files left behind").isEqualTo(filesBefore);
    }

    @Test
    @DisplayName("prints lines and stays; what it says to try can be pasted, and does what it says")
    void suggestionsWork() throws Exception {
        assumeTrue(System.getenv("CI") != null || Files.isExecutable(KUBECTL), "there is no kubectl on this machine");
        try (Background demo = Background.start("demo")) {
            String said = demo.awaitOut(LAST_LINE);
            assertThat(said).containsPattern("SERVICE +MODEL +GPUS").contains("Answer of a simulated engine: ");
            assertThat(demo.err()).contains("its model is being downloaded", "qwen3-32b answers");
            Path kubeconfig = kubeconfig(said);

            Map<String, String> seen = new LinkedHashMap<>();
            for (String command : commands(said)) {
                seen.put(command, run(command, kubeconfig));
                demo.awaitErr(sign(command));
                if (command.contains("node-lost")) {
                    awaitNoPodOn("mi300x-0", kubeconfig);
                }
            }
            assertThat(seen.get("./aim status")).contains("summaries", "assistant");
            assertThat(seen.get("./aim status absent-hardware")).contains("MI355X", "Candidates");

            assertThat(demo.stop()).isEqualTo(143);
            assertThat(demo.err()).doesNotContain("WARN", "ERROR", "Exception");
        }
    }

    @Test
    @DisplayName("leaves nothing behind when it is stopped while it starts")
    void stoppedAtStart() throws Exception {
        try (Background demo = Background.start("demo")) {
            await().atMost(Background.PATIENCE)
                    .until(() -> !TemporaryFiles.now().equals(filesBefore));

            assertThat(demo.stop()).isEqualTo(143);
        }
    }

    @Test
    @DisplayName("leaves nothing behind when it is stopped during the downloads")
    void stoppedDuringDownload() {
        try (Background demo = Background.start("demo")) {
            demo.awaitErr("its model is being downloaded");

            assertThat(demo.stop()).isEqualTo(143);
            assertThat(demo.out())
                    .startsWith("For another terminal: export KUBECONFIG=")
                    .hasLineCount(1);
        }
    }

    @Test
    @DisplayName("has no time-out, and says to what that belongs")
    void noTimeout() {
        Invocation demo = Invocation.of("demo", "--timeout=10s");

        assertThat(demo.exitCode()).isEqualTo(2);
        assertThat(demo.err()).contains("--timeout goes with --once", "See 'aim demo --help'");
    }

    /** What the demo says once a command has its effect. */
    private static String sign(String command) {
        if (command.startsWith("kubectl scale")) {
            return "qwen3-8b answers, with 2 servers";
        } else if (command.startsWith("kubectl apply")) {
            return "absent-hardware waits: HardwareAbsent: ";
        } else if (command.startsWith("./aim sandbox fault node-lost")) {
            return "Node mi300x-0 is gone";
        } else if (command.startsWith("./aim sandbox heal")) {
            return "All that was wrong is put right.";
        }
        return "";
    }

    /** A node that came back sooner would find pods of its former life. */
    private void awaitNoPodOn(String node, Path kubeconfig) {
        await().atMost(Background.PATIENCE)
                .until(() -> run("kubectl get pods -o name --field-selector spec.nodeName=" + node, kubeconfig)
                        .isEmpty());
    }

    /** Those below the heading, which are indented more than what they are for. */
    private static List<String> commands(String said) {
        return said.substring(said.indexOf("What to try"))
                .lines()
                .filter(line -> line.startsWith("    "))
                .map(String::strip)
                .toList();
    }

    /** As a shell in the source tree would, with the aim of this process for ./aim. */
    private String run(String command, Path kubeconfig) throws IOException, InterruptedException {
        if (command.startsWith("./aim ")) {
            Invocation aim = Invocation.with(
                    Map.of("KUBECONFIG", kubeconfig.toString()),
                    command.substring("./aim ".length()).split(" ", -1));
            assertThat(aim.exitCode()).as(aim.err()).isZero();
            return aim.out();
        }
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", command)
                .directory(Tree.root().toFile())
                .redirectErrorStream(true);
        builder.environment().put("HOME", home.toString());
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", command, text).isZero();
        return text;
    }

    private static Path kubeconfig(String said) {
        Matcher export = EXPORT.matcher(said);
        assertThat(export.find()).as(said).isTrue();
        return Path.of(export.group(1));
    }
}
