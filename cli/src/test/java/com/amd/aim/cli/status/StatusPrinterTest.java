package com.amd.aim.cli.status;

import static com.amd.aim.cli.status.Samples.condition;
import static com.amd.aim.cli.status.Samples.service;
import static com.amd.aim.cli.status.Samples.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.operator.api.AIMService;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Services are printed")
class StatusPrinterTest {
    private static final AIMService SERVING =
            service("chat", """
            {observedGeneration: 2, phase: Serving, ready: 1/1, endpoint: "http://chat.team-a.svc.cluster.local:8000",
             selection: {recipe: qwen3-32b-mi300x-bf16, gpus: 4xMI300X, backend: vllm, precision: bf16},
             cache: {name: weights, state: Ready},
             conditions: [%s]}""".formatted(condition("Reconciling", "False", "UpToDate", "1 of 1 server answers.")));
    private static final AIMService STALLED = service(
            "assistant",
            status("Pending", condition("Stalled", "True", "UnknownRecipe", "spec.recipe: there is no recipe 'x'.")));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    @DisplayName("as a table by name, with why and what next below each row")
    void table() {
        assertThat(printed(Format.table, false)).isEqualTo("""
                NAME       PHASE    READY  MODEL           GPUS      CACHE
                assistant  Pending  0/1    Qwen/Qwen3-32B  -         42%
                    spec.recipe: there is no recipe 'x'.
                    Next: Correct spec.recipe, create that AIMRecipe, or leave spec.recipe out.
                chat       Serving  1/1    Qwen/Qwen3-32B  4xMI300X  Ready
                    recipe qwen3-32b-mi300x-bf16 at http://chat.team-a.svc.cluster.local:8000
                    1 of 1 server answers.
                """);
    }

    @Test
    @DisplayName("with more columns when wide, and with their namespace when all are asked for")
    void wide() {
        assertThat(printed(Format.wide, true).lines())
                .first()
                .asString()
                .matches("NAMESPACE +NAME +PHASE +.*CACHE +RECIPE +PRECISION +BACKEND +CACHE NAME +ENDPOINT +REASON");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .containsPattern(
                        "team-a +chat +Serving .* weights +http://chat.team-a.svc.cluster.local:8000 +UpToDate");
    }

    @Test
    @DisplayName("for programs, with the next step as a field that is absent where there is none")
    void forPrograms() {
        assertThat(printed(Format.yaml, false)).isEqualTo("""
                - namespace: team-a
                  name: assistant
                  phase: Pending
                  reason: UnknownRecipe
                  message: "spec.recipe: there is no recipe 'x'."
                  nextStep: "Correct spec.recipe, create that AIMRecipe, or leave spec.recipe out."
                  model: Qwen/Qwen3-32B
                  ready: 0/1
                  cache:
                    name: weights
                    state: 42%
                - namespace: team-a
                  name: chat
                  phase: Serving
                  reason: UpToDate
                  message: 1 of 1 server answers.
                  model: Qwen/Qwen3-32B
                  ready: 1/1
                  gpus: 4xMI300X
                  recipe: qwen3-32b-mi300x-bf16
                  backend: vllm
                  precision: bf16
                  cache:
                    name: weights
                    state: Ready
                  endpoint: http://chat.team-a.svc.cluster.local:8000
                """);
    }

    @Test
    @DisplayName("as names that kubectl takes")
    void names() {
        assertThat(printed(Format.name, false))
                .isEqualTo("aimservice.aim.amd.com/assistant\naimservice.aim.amd.com/chat\n");
    }

    @Test
    @DisplayName("in colours that say nothing the words do not, and move no column")
    void colours() {
        String plain = printed(Format.table, false);
        out.reset();
        print(new StatusPrinter(stream(), Format.table, false, true));
        String coloured = out.toString(StandardCharsets.UTF_8);

        assertThat(coloured).contains("\u001B[32mServing\u001B[0m", "\u001B[33mPending\u001B[0m");
        assertThat(coloured.replaceAll("\u001B\\[\\d*m", "")).isEqualTo(plain);
    }

    private String printed(Format format, boolean namespaces) {
        print(new StatusPrinter(stream(), format, namespaces, false));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void print(StatusPrinter printer) {
        printer.list(List.of(SERVING, STALLED), Caches.of(List.of()));
    }

    private PrintStream stream() {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }
}
