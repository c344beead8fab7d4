package com.amd.aim.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.hardware.Precision;
import com.amd.aim.engine.recipe.Origin;
import com.amd.aim.engine.selection.Choice;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The choice as it stands on a workload. */
class ServiceChoiceTest {
    private static final String JSON =
            "{\"recipe\":\"r\",\"origin\":\"BUILT_IN\",\"configuration\":\"vllm-4\",\"backend\":\"vllm\",\"hardware\":\"MI300X\",\"gpuCount\":4,\"precision\":\"bf16\",\"cache\":\"c\",\"cacheHit\":true}";

    @Test
    @DisplayName("what is written is read back; the form is never changed, since running clusters hold it")
    void roundTrip() {
        ServiceChoice choice = new ServiceChoice(
                new Choice("r", "vllm-4", "vllm", "MI300X", "amd.com/gpu", 4, 1, Precision.BF16),
                Origin.BUILT_IN,
                "c",
                true);

        assertThat(choice.json()).isEqualTo(JSON);
        assertThat(ServiceChoice.parse(JSON)).contains(choice);
    }

    @Test
    @DisplayName("a resource is written where it is not the usual one")
    void resource() {
        ServiceChoice choice = new ServiceChoice(
                new Choice("r", "vllm-1", "vllm", "MI300X/cpx_nps4", "amd.com/cpx_nps4", 1, 1, Precision.BF16),
                Origin.GENERATED,
                "c",
                true);

        assertThat(ServiceChoice.parse(choice.json())).contains(choice);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "no json", "{\"recipe\":\"r\"}", "{\"origin\":\"ELSEWHERE\"}"})
    @DisplayName("anything else is no choice")
    void others(String text) {
        assertThat(ServiceChoice.parse(text)).isEmpty();
    }
}
