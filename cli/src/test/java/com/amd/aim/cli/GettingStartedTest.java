package com.amd.aim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.amd.aim.cli.documents.CommandBlock;
import com.amd.aim.cli.documents.Document;
import com.amd.aim.cli.documents.PlantedTree;
import com.amd.aim.cli.documents.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What needs helm is run by {@code HelmOnSandboxTest} in e2e. */
@DisplayName("Getting started")
class GettingStartedTest {
    private static final List<CommandBlock> BLOCKS =
            Document.of("docs/getting-started.md").commands();

    /** What must be seen of what is typed. */
    private static final Map<String, String> SEEN = Map.of(
            "./aim doctor", "0 errors",
            "/chat/completions", "\"role\":\"assistant\"",
            "cache.hit", "cache hit: true");

    @TempDir
    Path folder;

    @Test
    @DisplayName("works as it is written, command by command, from the first look to the last deletion")
    void worksAsWritten() throws Exception {
        assumeTrue(System.getenv("CI") != null || hasKubectl(), "there is no kubectl on this machine");
        Path kubeconfig = folder.resolve("kubeconfig");
        Path tree = PlantedTree.in(Files.createDirectory(folder.resolve("tree")));
        Map<String, String> environment =
                Map.of("KUBECONFIG", kubeconfig.toString(), "HOME", folder.toString(), "HF_TOKEN", "hf_of_nobody");
        Shell shell = new Shell(tree, environment, folder.resolve("output"));
        try (Background sandbox = Background.start("sandbox", "--with-operator", "--kubeconfig=" + kubeconfig)) {
            sandbox.awaitOut("Ctrl-C ends it all.");

            for (CommandBlock block : BLOCKS) {
                if (block.needsHelm() || block.elsewhere().isPresent()) {
                    continue;
                }
                String printed = block.isEndless() ? shell.runUntil(block, "Serving") : shell.run(block);
                assertThat(printed).as(block.text()).isNotBlank();
                SEEN.forEach((typed, seen) -> {
                    if (block.text().contains(typed)) {
                        assertThat(printed).contains(seen);
                    }
                });
            }
            assertThat(sandbox.err()).isEmpty();
        }
    }

    private static boolean hasKubectl() {
        return List.of(System.getenv("PATH").split(":", -1)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
    }
}
