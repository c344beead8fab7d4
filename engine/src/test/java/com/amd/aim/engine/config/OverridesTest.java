package com.amd.aim.engine.config;

import static com.amd.aim.engine.config.Configs.CATALOG;
import static com.amd.aim.engine.config.Configs.args;
import static com.amd.aim.engine.config.Configs.chosen;
import static com.amd.aim.engine.config.Configs.generate;
import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.hardware.Precision;
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
                "{gpu-memory-utilization: 1.5} | args.gpu-memory-utilization \"1.5\" must be a number above 0 and at"
                        + " most 1.",
                "{gpu-memory-utilization: much} | args.gpu-memory-utilization \"much\" must be a number above 0 and at"
                        + " most 1.",
                "{gpu-memory-utilization: 0.05} | args: with a memory utilisation of 0.05 it does not fit. The weights take"
                        + " 61.0 GiB, and each GPU needs 3.5 GiB for activations and graphs; of 4 x MI300X the engine may"
                        + " use 38.4 GiB.",
                "{max-model-len: 50000} | args.max-model-len 50000 is above the model's own 40960 tokens; lower it, or"
                        + " stretch the context with hf-overrides.",
                "{max-model-len: 41K} | args.max-model-len 41984 is above the model's own 40960 tokens; lower it, or"
                        + " stretch the context with hf-overrides.",
                "{dtype: fp8} | args.dtype \"fp8\" must be one of auto, bfloat16, float, float16, float32, half;"
                        + " quantised checkpoints are served with auto.",
                "{swap-space: 4} | args.swap-space is not an argument of vLLM 0.29.0 any more; remove it.",
                "{max-num-seq: 4} | args.max-num-seq is not an argument of vLLM 0.29.0 (did you mean max-num-seqs or"
                        + " max-log-len or max-num-queued-reqs?); correct or remove it.",
                "{zzz: 4} | args.zzz is not an argument of vLLM 0.29.0; remove it.",
                "{max-num-seqs: many} | args.max-num-seqs \"many\" must be a whole number.",
                "{max-num-seqs: 1.5} | args.max-num-seqs \"1.5\" must be a whole number.",
                "{max-num-seqs: true} | args.max-num-seqs \"true\" must be a whole number.",
                "{max-num-seqs: [1, 2]} | args.max-num-seqs [1,2] must be a whole number.",
                "{max-num-seqs: {a: 1}} | args.max-num-seqs {\"a\":1} must be a whole number.",
                "{max-num-batched-tokens: 1.5K} | args.max-num-batched-tokens \"1.5K\" must be a whole number such as"
                        + " 32768, 32k or 32K.",
                "{max-model-len: long} | args.max-model-len \"long\" must be a whole number such as 32768, 32k or 32K,"
                        + " or auto.",
                "{enforce-eager: 1} | args.enforce-eager \"1\" must be true or false.",
                "{kv-offloading-size: much} | args.kv-offloading-size \"much\" must be a number, or None.",
                "{scheduling-policy: lifo} | args.scheduling-policy \"lifo\" must be one of fcfs, priority.",
                "{collect-detailed-traces: [model, x]} | args.collect-detailed-traces [\"model\",\"x\"] must be of one"
                        + " of None, all, all,model, all,worker, model, model,all, model,worker, worker, worker,all,"
                        + " worker,model.",
                "{cudagraph-capture-sizes: []} | args.cudagraph-capture-sizes [] must be a list of one or more values.",
                "{cudagraph-capture-sizes: [a]} | args.cudagraph-capture-sizes [\"a\"] must be a whole number, or a"
                        + " list of these.",
                "{kv-transfer-config: '{x'} | args.kv-transfer-config \"{x\" must be JSON.",
                "{max-num-seqs.x: 1} | args.max-num-seqs.x cannot be: max-num-seqs has no fields; set max-num-seqs"
                        + " itself.",
                "{uds: /tmp/s} | args.uds is set by AIM Engine; remove it.",
                "{max-num-seqs: null} | args.max-num-seqs must have a value; to leave a recipe's out, name it in"
                        + " removeArgs.",
                "{'x; rm': 1} | args: \"x; rm\" is not the name of an argument; names are letters, digits and -.",
                "{'': 1} | args: \"\" is not the name of an argument; names are letters, digits and -."
            })
    void refused(String args, String sentence) {
        assertThat(generate(chosen("Qwen/Qwen3-32B", "MI300X"), args))
                .isEqualTo(new Generation.Refused(List.of(sentence)));
    }

    @Test
    @DisplayName("R148 an image of unknown release runs unchecked and says so; one of a known release is checked")
    void otherImage() {
        Overrides unknown = new Overrides(args("{nobody-knows: x}"), List.of(), "me/vllm:1", null, null);
        assertThat(ConfigGenerator.generate(chosen("Qwen/Qwen3-32B", "MI300X"), unknown, CATALOG))
                .isInstanceOfSatisfying(ServingConfig.class, config -> {
                    assertThat(config.command()).containsSequence("--nobody-knows", "x");
                    assertThat(config.unchecked())
                            .hasValue("The release of vllm in image me/vllm:1 is not one that AIM Engine knows, so its"
                                    + " arguments were not checked.");
                });
        Overrides known =
                new Overrides(args("{nobody-knows: x}"), List.of(), "vllm/vllm-openai-rocm:v0.29.0", null, null);
        assertThat(ConfigGenerator.generate(chosen("Qwen/Qwen3-32B", "MI300X"), known, CATALOG))
                .isEqualTo(new Generation.Refused(
                        List.of("args.nobody-knows is not an argument of vLLM 0.29.0; remove it.")));
        assertThat(((ServingConfig) generate(chosen("Qwen/Qwen3-32B", "MI300X"), "{}")).unchecked())
                .isEmpty();
    }

    @Test
    @DisplayName("R148 a recipe's own arguments are checked again where the user's image reads them")
    void recipeInOtherImage() {
        Overrides known = new Overrides(args("{}"), List.of(), "vllm/vllm-openai-rocm:v0.29.0", null, null);
        assertThat(ConfigGenerator.generate(
                        Configs.own("me/mine", 1, Precision.BF16, "me/vllm:1", "{nobody-knows: x}"), known, CATALOG))
                .isEqualTo(new Generation.Refused(
                        List.of("The recipe's args.nobody-knows is not an argument of vLLM 0.29.0; remove it.")));
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
