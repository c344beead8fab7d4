package com.amd.aim.engine.config;

import static com.amd.aim.engine.config.Configs.chosen;
import static com.amd.aim.engine.config.Configs.config;
import static com.amd.aim.engine.config.Configs.own;
import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.hardware.Precision;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigGeneratorTest {

    @Test
    @DisplayName("R2 a model alone gets a whole command from the size table and the hardware profile")
    void generated() {
        assertThat(config(chosen("Qwen/Qwen3-8B", "MI300X"), "{}").command())
                .containsExactly(
                        "vllm",
                        "serve",
                        "Qwen/Qwen3-8B",
                        "--host",
                        "0.0.0.0",
                        "--port",
                        "8000",
                        "--served-model-name",
                        "Qwen/Qwen3-8B",
                        "--dtype",
                        "bfloat16",
                        "--gpu-memory-utilization",
                        "0.85",
                        "--max-model-len",
                        "32768",
                        "--max-num-batched-tokens",
                        "8192",
                        "--tensor-parallel-size",
                        "1");
    }

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @DisplayName(
            "R49 R50 the context is the profile's, never above the model's; without a profile the engine finds out")
    @CsvSource({
        "Qwen/Qwen3-8B, MI325X, 40960",
        "meta-llama/Llama-3.1-8B-Instruct, MI325X, 65536",
        "Qwen/Qwen3-8B, MI300X, 32768",
        "Qwen/Qwen3-8B, MI210, auto",
        "Qwen/Qwen3-8B, MI355X, auto"
    })
    void context(String model, String hardware, String length) {
        assertThat(config(chosen(model, hardware), "{}").command()).containsSequence("--max-model-len", length);
    }

    @Test
    @DisplayName("R20 what a recipe says wins, the table fills what it omits; R50 never above the model's own context")
    void recipeWins() {
        List<String> command = config(
                        own("Qwen/Qwen3-32B", 2, "{max-model-len: 99999, gpu-memory-utilization: 0.8}"), "{}")
                .command();
        assertThat(command)
                .containsSequence("--max-model-len", "40960")
                .containsSequence("--gpu-memory-utilization", "0.8")
                .containsSequence("--max-num-batched-tokens", "16384")
                .containsSequence("--dtype", "bfloat16");
        assertThat(config(own("Qwen/Qwen3-32B", 2, "{max-model-len: 99999, hf-overrides: '{}'}"), "{}")
                        .command())
                .containsSequence("--max-model-len", "99999");
    }

    @Test
    @DisplayName("a model that only a recipe knows gets no guesses about its size")
    void uncatalogued() {
        ServingConfig config = config(own("me/mine", 4, "{}"), "{}");
        assertThat(config.command())
                .doesNotContain("--max-num-batched-tokens")
                .containsSequence("--max-model-len", "32768");
        assertThat(config.startupBudget()).isGreaterThan(Duration.ofMinutes(45));
    }

    @ParameterizedTest(name = "{0} → {1}")
    @DisplayName("R53 values of every kind become words of the command")
    @CsvSource(
            delimiter = '|',
            value = {
                "{enforce-eager: true} | --enforce-eager",
                "{enforce-eager: 'true'} | --enforce-eager",
                "{enable-prefix-caching: false} | --no-enable-prefix-caching",
                "{enable-auto-tool-choice: false} | --no-enable-auto-tool-choice",
                "{disable-log-stats: false} | ",
                "{max-num-seqs: 64} | --max-num-seqs 64",
                "{max-num-seqs: '64'} | --max-num-seqs 64",
                "{cpu-offload-gb: 0.5} | --cpu-offload-gb 0.5",
                "{--lora-modules: [a=b, c=d]} | --lora-modules a=b c=d",
                "{lora-modules: a=b} | --lora-modules a=b",
                "{middleware: [a, b]} | --middleware a --middleware b",
                "{cudagraph-capture-sizes: [4, 2]} | --cudagraph-capture-sizes 4 2",
                "{speculative-config: {method: ngram, num_speculative_tokens: 3}} | --speculative-config"
                        + " {\"method\":\"ngram\",\"num_speculative_tokens\":3}",
                "{allowed-origins: [a, b]} | --allowed-origins [\"a\",\"b\"]",
                "{kv-transfer-config: '{\"a\": 80m}'} | --kv-transfer-config {\"a\": 80m}",
                "{hf-token: true} | --hf-token",
                "{hf-token: abc} | --hf-token abc",
                "{load-format: -x} | --load-format=-x",
                "{seed: -1} | --seed -1",
                "{max-model-len: auto} | auto",
                "{moe-backend: Deep-Gemm} | --moe-backend Deep-Gemm",
                "{kv-cache-memory-bytes: None} | --kv-cache-memory-bytes None",
                "{cc.pass_config.fuse_norm_quant: true} | --compilation-config.pass_config.fuse_norm_quant true",
                "{max_num_seqs: 7} | --max-num-seqs 7",
                "{cc.level: 3} | --compilation-config.level 3",
                "{chat-template: '; rm -rf / $(x)'} | --chat-template ; rm -rf / $(x)"
            })
    void values(String args, @Nullable String words) {
        List<String> plain = config(own("me/mine", 1, "{}"), "{}").command();
        List<String> command = config(own("me/mine", 1, "{}"), args).command();
        assertThat(String.join(
                        " ",
                        command.stream().filter(word -> !plain.contains(word)).toList()))
                .isEqualTo(words == null ? "" : words);
    }

    @Test
    @DisplayName("R51 R58 tensor-parallel-size is the chosen count, however a recipe spells it")
    void tensorParallel() {
        for (String args :
                List.of("{}", "{tensor_parallel_size: auto}", "{--tensor-parallel-size: 2}", "{tp: 2}", "{tp: auto}")) {
            assertThat(config(own("Qwen/Qwen3-32B", 2, args), "{}").command())
                    .containsSequence("--tensor-parallel-size", "2")
                    .doesNotContain("--tp", "auto");
        }
    }

    @ParameterizedTest(name = "{0} in {1} → {2}")
    @DisplayName("R60 dtype follows the precision, and fp8 is not a dtype")
    @CsvSource({
        "{}, FP16, float16",
        "{}, FP32, float32",
        "{}, FP8, auto",
        "{}, INT4, auto",
        "{dtype: float8_e4m3fnuz}, FP8, auto",
        "{dtype: bf16}, FP16, bfloat16",
        "{dtype: half}, BF16, half"
    })
    void dtype(String args, Precision precision, String dtype) {
        assertThat(config(own("me/mine", 1, precision, null, args), "{}").command())
                .containsSequence("--dtype", dtype);
    }

    @Test
    @DisplayName("what newer engines refuse is not handed on from a recipe, unless it brings its own image")
    void legacy() {
        String args = "{swap-space: 4, disable-log-requests: true, num-scheduler-steps: 8}";
        assertThat(config(own("me/mine", 1, args), "{}").command())
                .doesNotContain("--swap-space", "--disable-log-requests", "--num-scheduler-steps");
        ServingConfig config = config(own("me/mine", 1, Precision.BF16, "me/vllm:0.6", args), "{}");
        assertThat(config.command()).contains("--swap-space", "--disable-log-requests");
        assertThat(config.image()).isEqualTo("me/vllm:0.6");
        assertThat(config.env()).containsOnlyKeys("MINE", "VLLM_USE_V1");
        assertThat(config(own("me/mine", 1, args), "{}").env()).containsOnlyKeys("MINE");
    }
}
