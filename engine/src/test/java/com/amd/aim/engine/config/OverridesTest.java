package com.amd.aim.engine.config;

import static com.amd.aim.engine.config.Configs.CATALOG;
import static com.amd.aim.engine.config.Configs.args;
import static com.amd.aim.engine.config.Configs.chosen;
import static com.amd.aim.engine.config.Configs.generate;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverridesTest {
    @Test
    @DisplayName("the user's arguments, removals, image, port and source are honoured")
    void overrides() {
        Overrides overrides = new Overrides(
                args("{max-model-len: 4096, enforce-eager: true}"),
                List.of("--trust_remote_code", "max-num-batched-tokens"),
                "me/vllm:1",
                9000,
                "hf://me/fork@v2");
        ServingConfig config =
                (ServingConfig) ConfigGenerator.generate(chosen("Qwen/Qwen3-32B", "MI300X"), overrides, CATALOG);
        assertThat(config.image()).isEqualTo("me/vllm:1");
        assertThat(config.port()).isEqualTo(9000);
        assertThat(config.command())
                .startsWith(
                        "vllm",
                        "serve",
                        "me/fork",
                        "--host",
                        "0.0.0.0",
                        "--port",
                        "9000",
                        "--served-model-name",
                        "Qwen/Qwen3-32B",
                        "--revision",
                        "v2")
                .containsSequence("--max-model-len", "4096")
                .contains("--enforce-eager")
                .doesNotContain("--trust-remote-code", "--max-num-batched-tokens");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("what the user may not set is refused with a sentence, never changed silently")
    @CsvSource(
            delimiter = '|',
            value = {
                "{port: 1} | args.port is set by AIM Engine; remove it.",
                "{--host: x} | args.host is set by AIM Engine; remove it.",
                "{model: x} | args.model is set by AIM Engine; remove it.",
                "{served_model_name: x} | args.served-model-name is set by AIM Engine; remove it.",
                "{tensor-parallel-size: 2} | args.tensor-parallel-size 2 differs from the 4 GPUs of this configuration;"
                        + " set gpuCount instead.",
                "{tp: 2} | args.tensor-parallel-size 2 differs from the 4 GPUs of this configuration; set gpuCount"
                        + " instead.",
                "{pipeline-parallel-size: 2} | args.pipeline-parallel-size 2 cannot be: all GPUs of a replica work in"
                        + " tensor parallel; remove it.",
                "{gpu-memory-utilization: 1.5} | args.gpu-memory-utilization \"1.5\" must be a number above 0 and at"
                        + " most 1.",
                "{gpu-memory-utilization: much} | args.gpu-memory-utilization \"much\" must be a number above 0 and at"
                        + " most 1.",
                "{gpu-memory-utilization: 0.05} | args: with a memory utilisation of 0.05 it does not fit. The weights take"
                        + " 61.0 GiB, and each GPU needs 3.5 GiB for activations and graphs; of 4 x MI300X the engine may"
                        + " use 38.4 GiB.",
                "{max-model-len: 50000} | args.max-model-len 50000 is above the model's own 40960 tokens; lower it, or"
                        + " stretch the context with hf-overrides or rope-scaling.",
                "{max-model-len: 41K} | args.max-model-len 41984 is above the model's own 40960 tokens; lower it, or"
                        + " stretch the context with hf-overrides or rope-scaling.",
                "{dtype: fp8} | args.dtype fp8 is not one that vLLM takes (auto, bfloat16, float, float16, float32,"
                        + " half); quantised checkpoints are served with auto.",
                "{swap-space: 4} | args.swap-space is not an argument of vLLM 0.29.0 any more; remove it.",
                "{x: null} | args.x must be a number, a boolean, text, or a list of these; JSON goes in as text.",
                "{x: {a: 1}} | args.x must be a number, a boolean, text, or a list of these; JSON goes in as text.",
                "{'x; rm': 1} | args: \"x; rm\" is not the name of an argument; names are letters, digits and -.",
                "{'': 1} | args: \"\" is not the name of an argument; names are letters, digits and -."
            })
    void refused(String args, String sentence) {
        assertThat(generate(chosen("Qwen/Qwen3-32B", "MI300X"), args))
                .isEqualTo(new Generation.Refused(List.of(sentence)));
    }

    @Test
    @DisplayName("removals, ports and sources that cannot be are refused, all in one answer")
    void refusedTogether() {
        Overrides overrides = new Overrides(args("{host: x}"), List.of("tp", "port"), null, 0, "s3://bucket");
        assertThat(ConfigGenerator.generate(chosen("Qwen/Qwen3-32B", "MI300X"), overrides, CATALOG))
                .isEqualTo(
                        new Generation.Refused(
                                List.of(
                                        "removeArgs: tensor-parallel-size is always set by AIM Engine; take it off the list.",
                                        "removeArgs: port is always set by AIM Engine; take it off the list.",
                                        "args.host is set by AIM Engine; remove it.",
                                        "port 0 must be from 1 to 65535.",
                                        "Source \"s3://bucket\" is not valid: only hf:// sources can be downloaded, such as hf://Qwen/Qwen3-32B.")));
    }
}
