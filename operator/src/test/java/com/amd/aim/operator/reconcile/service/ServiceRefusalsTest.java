package com.amd.aim.operator.reconcile.service;

import static com.amd.aim.operator.harness.OperatorHarness.condition;
import static com.amd.aim.operator.harness.OperatorHarness.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.harness.OperatorHarness;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a service asks for that it cannot have: told in its condition, with the way out, which then is enough. */
class ServiceRefusalsTest {
    private static final OperatorHarness world =
            OperatorHarness.cluster("1xMI300X:8").withOperator();
    private static int namespaces;

    @BeforeEach
    void fresh() {
        world.useNamespace("refused-" + ++namespaces);
    }

    /** Its GPUs are for the next one. */
    @AfterEach
    void leave() {
        world.all(AIMService.class)
                .forEach(service -> world.client().resource(service).delete());
        until("gone", () -> world.servers("qwen").isEmpty());
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            gpuCount: 3       | InvalidGpuCount     | gpuCount 3 cannot share out the 64 attention heads and 8 key-value heads of Qwen/Qwen3-32B evenly; possible are 1, 2, 4, 8.
            hardware: H100    | UnknownHardware     | hardware H100 is not known; known are MI355X, MI350X, MI325X, MI300X, MI308X, MI300A, MI250X, MI250, MI210.
            backend: tgi      | UnknownBackend      | backend tgi cannot be started; those that can are vllm, sglang.
            recipe: none-such | UnknownRecipe       | recipe none-such does not exist; recipes for Qwen/Qwen3-32B are qwen3-32b-mi300x-bf16.
            recipe: deepseek-r1-0528-mi300x-fp16 | RecipeForOtherModel | recipe deepseek-r1-0528-mi300x-fp16 serves deepseek-ai/DeepSeek-R1-0528, not Qwen/Qwen3-32B; recipes for Qwen/Qwen3-32B are qwen3-32b-mi300x-bf16.
            hardware: MI355X  | HardwareAbsent      | hardware MI355X is pinned, and there is MI300X (1 node of up to 8).
            """)
    @DisplayName("is named with what could be had; nothing is made for it; without it the service comes up")
    void refused(String field, String reason, String message) {
        world.create("qwen", "{modelId: Qwen/Qwen3-32B, " + field + "}");

        AIMService refused = world.untilReason("qwen", "Ready", reason);

        assertThat(condition(refused, "Ready").getMessage()).isEqualTo(message);
        assertThat(condition(refused, "Stalled").getStatus()).isEqualTo("True");
        assertThat(condition(refused, "RecipeSelected").getStatus()).isEqualTo("False");
        assertThat(world.deployment("qwen")).isNull();
        assertThat(world.all(AIMModelCache.class)).isEmpty();

        world.edit("qwen", "{" + field.replaceFirst(":.*", ": null") + "}");
        world.untilReady("qwen");
    }

    @Test
    @DisplayName("a model that nobody knows is said to be so")
    void unknownModel() {
        world.create("unknown", "{modelId: nobody/knows}");
        assertThat(condition(world.untilReason("unknown", "Ready", "UnknownModel"), "Ready")
                        .getMessage())
                .isEqualTo(
                        "modelId nobody/knows is not in the catalogue and no recipe serves it; create a recipe for it.");
    }

    @Test
    @DisplayName("an edit that cannot be followed leaves what runs as it is, and says so")
    void runningGoesOn() {
        world.create("qwen", "{modelId: Qwen/Qwen3-32B, gpuCount: 2}");
        world.untilReady("qwen");
        Object before = Objects.requireNonNull(world.deployment("qwen")).getSpec();

        world.edit("qwen", "{gpuCount: 3}");

        AIMService refused = world.untilReason("qwen", "RecipeSelected", "InvalidGpuCount");
        assertThat(condition(refused, "WorkloadReady").getStatus()).isEqualTo("True");
        assertThat(condition(refused, "Ready").getReason()).isEqualTo("InvalidGpuCount");
        world.untilQuiet();
        assertThat(Objects.requireNonNull(world.deployment("qwen")).getSpec()).isEqualTo(before);
    }
}
