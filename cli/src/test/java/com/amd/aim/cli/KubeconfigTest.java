package com.amd.aim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The cluster that is meant")
class KubeconfigTest {
    private static final String TWO = """
            apiVersion: v1
            kind: Config
            clusters:
              - {name: near, cluster: {server: "http://near.example:1"}}
              - {name: far, cluster: {server: "http://far.example:1"}}
            users: [{name: me, user: {token: secret}}]
            contexts:
              - {name: near, context: {cluster: near, user: me}}
              - {name: far, context: {cluster: far, user: me, namespace: team-a}}
              - {name: torn, context: {cluster: gone, user: me}}
            current-context: near
            """;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("two"), TWO);
    }

    @Test
    @DisplayName("is that of the current context, or of the one that is named, with its namespace")
    void contexts() {
        assertThat(choose(file, null).getMasterUrl()).isEqualTo("http://near.example:1/");

        Config far = choose(file, "far");
        assertThat(far.getMasterUrl()).isEqualTo("http://far.example:1/");
        assertThat(far.getNamespace()).isEqualTo("team-a");
    }

    @Test
    @DisplayName("is that of KUBECONFIG, of which files that are not there are passed over, else of the home directory")
    void environment() throws IOException {
        Map<String, String> variable = Map.of("KUBECONFIG", folder.resolve("missing") + ":" + file);
        assertThat(Kubeconfig.choose(variable, null, "far").getMasterUrl()).isEqualTo("http://far.example:1/");

        Files.createDirectory(folder.resolve(".kube"));
        Files.writeString(folder.resolve(".kube/config"), TWO);
        assertThat(Kubeconfig.choose(Map.of("HOME", folder.toString()), null, null)
                        .getMasterUrl())
                .isEqualTo("http://near.example:1/");
    }

    @Test
    @DisplayName("is asked for where nothing names one")
    void nowhere() {
        assertFails(() -> Kubeconfig.choose(Map.of("HOME", folder.toString()), null, null))
                .isEqualTo("No cluster is named: KUBECONFIG is not set and there is no " + folder
                        + "/.kube/config; name a kubeconfig with --kubeconfig.");
        Path missing = folder.resolve("missing");
        assertFails(() -> Kubeconfig.choose(Map.of("KUBECONFIG", missing.toString()), null, null))
                .isEqualTo("KUBECONFIG " + missing + ": there is no such file.");
    }

    @Test
    @DisplayName("is not guessed: a context that is not there, none at all, or one without a cluster is said")
    void noGuess() throws IOException {
        assertFails(() -> choose(file, "middle"))
                .isEqualTo("--kubeconfig " + file + ": it has no context 'middle'; it has far, near, torn.");
        assertFails(() -> choose(file, "torn")).contains("'torn' names no cluster that the file has");

        Path aimless = Files.writeString(folder.resolve("aimless"), TWO.replace("current-context: near\n", ""));
        assertFails(() -> choose(aimless, null)).contains("no context is its current one; name one with --context");
        Path empty = Files.writeString(folder.resolve("empty"), "");
        assertFails(() -> choose(empty, null)).startsWith("--kubeconfig " + empty + ": ");
    }

    private static Config choose(Path file, @Nullable String context) {
        return Kubeconfig.choose(Map.of(), file, context);
    }

    private static AbstractStringAssert<?> assertFails(ThrowingCallable call) {
        return assertThat(catchThrowableOfType(CommandFailed.class, call).getMessage());
    }
}
