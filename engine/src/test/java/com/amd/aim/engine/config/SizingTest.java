package com.amd.aim.engine.config;

import static com.amd.aim.engine.config.Configs.chosen;
import static com.amd.aim.engine.config.Configs.config;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizingTest {
    private static final long GIB = 1L << 30;

    @Test
    @DisplayName("R59 shared memory for tensor parallelism is 16 GiB, and counted in the memory")
    void resources() {
        assertThat(Sizing.resources(1)).isEqualTo(new Resources(1, 6, 25 * GIB, GIB));
        assertThat(Sizing.resources(8)).isEqualTo(new Resources(8, 20, 96 * GIB, 16 * GIB));
    }

    @ParameterizedTest(name = "{0}: {1} minutes")
    @DisplayName("R72 the start-up budget follows the model's size")
    @CsvSource({
        "Qwen/Qwen3-0.6B, 16",
        "Qwen/Qwen3-8B, 17",
        "Qwen/Qwen3-32B, 20",
        "amd/Llama-3.1-405B-Instruct-FP8-KV, 43",
        "deepseek-ai/DeepSeek-R1-0528, 61"
    })
    void startup(String model, long minutes) {
        assertThat(config(chosen(model, "MI300X"), "{}").startupBudget()).isEqualTo(Duration.ofMinutes(minutes));
    }
}
