package com.amd.aim.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A command for a shell")
class ShellTextTest {
    private static final String COMMAND =
            "printf %s: one two-words-that-are-longer three /tmp/a-folder-whose-name-is-longer/than-a-line";

    @ParameterizedTest
    @ValueSource(ints = {12, 20, 27, 40, 80, 200})
    @DisplayName("is folded over lines that a shell joins again to the same words")
    void folds(int width) throws Exception {
        List<String> lines = ShellText.folded(COMMAND, "  ", width);

        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
        assertThat(bash(String.join("\n", lines))).isEqualTo(bash(COMMAND));
    }

    @Test
    @DisplayName("is left in one line where quotes would keep its parts from being joined")
    void quotes() {
        assertThat(ShellText.folded("cat '/tmp/a long name'", "", 10)).containsExactly("cat '/tmp/a long name'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tmp/aim-1/kubeconfig", "it's mine", "$HOME", "a b", "*"})
    @DisplayName("takes any text for one word")
    void words(String text) throws Exception {
        assertThat(bash("printf %s: " + ShellText.word(text))).isEqualTo(text + ":");
        assertThat(ShellText.word("/tmp/aim-1/kubeconfig")).isEqualTo("/tmp/aim-1/kubeconfig");
    }

    private static String bash(String command) throws IOException, InterruptedException {
        Process bash = new ProcessBuilder("bash", "-c", command)
                .redirectErrorStream(true)
                .start();
        String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(output).isZero();
        return output;
    }
}
