package com.amd.aim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Every command that needs a cluster says in one sentence, and without a stack trace,")
@ParameterizedClass
@ValueSource(strings = {"status", "doctor", "operator", "cache release", "nodes --nodes=1xMI300X:8"})
class ClusterErrorsTest {
    @TempDir
    Path folder;

    @Parameter
    String command = "";

    @Test
    @DisplayName("that nothing names a cluster")
    void unnamed() {
        assertThat(complaint(Map.of("HOME", folder.toString())))
                .startsWith("aim: No cluster is named: ")
                .contains("--kubeconfig");
    }

    @Test
    @DisplayName("that the kubeconfig is not there")
    void missing() {
        Path missing = folder.resolve("missing");

        assertThat(complaint(Map.of(), "--kubeconfig=" + missing))
                .isEqualTo("aim: --kubeconfig " + missing + ": there is no such file.");
        assertThat(complaint(Map.of("KUBECONFIG", missing.toString())))
                .isEqualTo("aim: KUBECONFIG " + missing + ": there is no such file.");
    }

    @Test
    @DisplayName("that the file is none")
    void garbage() throws IOException {
        Path garbage = Files.writeString(folder.resolve("garbage"), "{{ not: yaml");

        assertThat(complaint(Map.of(), "--kubeconfig=" + garbage))
                .startsWith("aim: --kubeconfig " + garbage + ": it is not a kubeconfig: ");
    }

    @Test
    @DisplayName("that the token has expired, and that no cluster answers")
    void expiredAndGone() throws IOException {
        String kubeconfig;
        try (RefusingApi api = new RefusingApi(401, Map.of())) {
            kubeconfig = "--kubeconfig=" + api.kubeconfig(folder);
            assertThat(complaint(Map.of(), kubeconfig)).contains("does not accept the credentials; sign in again");
        }
        assertThat(complaint(Map.of(), kubeconfig)).contains("does not answer (connection refused); see that it runs");
    }

    /** The only line there is. */
    private String complaint(Map<String, String> environment, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command.split(" ", -1)));
        arguments.addAll(List.of(more));

        Invocation failed = Invocation.with(environment, arguments.toArray(String[]::new));

        assertThat(failed.exitCode()).as("%s", failed.err()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err().lines()).hasSize(1);
        return failed.err().strip();
    }
}
