package com.amd.aim.engine.config;

import static com.amd.aim.engine.config.Configs.CATALOG;
import static com.amd.aim.engine.config.Configs.config;
import static com.amd.aim.engine.config.Configs.generate;
import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.selection.Chosen;
import com.amd.aim.engine.selection.Inventory;
import com.amd.aim.engine.selection.NodeGpus;
import com.amd.aim.engine.selection.Request;
import com.amd.aim.engine.selection.Selection;
import com.amd.aim.engine.selection.Selector;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SglangTest {
    private static final String RECIPES = "Qwen/Qwen3-32B";
    private static final String NO_RECIPE = "Qwen/Qwen3-8B";

    @Test
    @DisplayName("R74 a model without a recipe gets SGLang's own words from the size table")
    void generated() {
        ServingConfig config = config(chosen(NO_RECIPE, "MI300X"), "{}");
        assertThat(config.command())
                .containsExactly(
                        "python3",
                        "-m",
                        "sglang.launch_server",
                        "--model-path",
                        NO_RECIPE,
                        "--host",
                        "0.0.0.0",
                        "--port",
                        "8000",
                        "--served-model-name",
                        NO_RECIPE,
                        "--chunked-prefill-size",
                        "8192",
                        "--context-length",
                        "32768",
                        "--dtype",
                        "bfloat16",
                        "--enable-metrics",
                        "--mem-fraction-static",
                        "0.85",
                        "--tp-size",
                        "1");
        assertThat(config.env())
                .containsEntry("SGLANG_USE_AITER", "1")
                .containsEntry("SGLANG_ENABLE_HEALTH_ENDPOINT_GENERATION", "false");
        assertThat(config.unchecked()).isEmpty();
    }

    @Test
    @DisplayName("R74 the image is the one of the GPU's target, and a GPU without one is not offered")
    void image() {
        assertThat(config(chosen(NO_RECIPE, "MI325X"), "{}").image()).endsWith("-mi30x");
        assertThat(config(chosen(NO_RECIPE, "MI355X"), "{}").image()).endsWith("-mi35x");
        assertThat(config(chosen(NO_RECIPE, "MI355X"), "{}").command()).doesNotContain("--context-length");
        assertThat(select(NO_RECIPE, "MI210")).isNotInstanceOf(Chosen.class);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @DisplayName("R53 R74 values become words as SGLang's parser reads them")
    @CsvSource(
            delimiter = '|',
            value = {
                "{context-length: 32k} | --context-length 32k",
                "{tensor-parallel-size: 4} | --tp-size 4",
                "{tp: 4} | --tp-size 4",
                "{enable-tp-lm-head-all-to-all: false} | --no-enable-tp-lm-head-all-to-all",
                "{encoder-urls: [a, b]} | --encoder-urls a b",
                "{preferred-sampling-params: {top_p: 0.9}} | --preferred-sampling-params {\"top_p\":0.9}",
                "{ep: 4} | --ep-size 4"
            })
    void values(String args, String words) {
        assertThat(String.join(" ", config(chosen(RECIPES, "MI300X"), args).command()))
                .contains(words);
    }

    @Test
    @DisplayName("R53 SGLang has no --no-… for its flags: one that is off is not there")
    void off() {
        assertThat(config(chosen(RECIPES, "MI300X"), "{enable-metrics: false}").command())
                .noneMatch(word -> word.contains("metrics"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("R74 R148 what SGLang does not take is refused in its own words")
    @CsvSource(
            delimiter = '|',
            value = {
                "{model: x} | args.model-path is set by AIM Engine; remove it.",
                "{host: x} | args.host is set by AIM Engine; remove it.",
                "{tp: 2} | args.tp-size 2 differs from the 4 GPUs of this configuration; set gpuCount instead.",
                "{pp-size: 3} | args.pp-size 3 does not share out the 4 GPUs of this configuration evenly; possible are 1,"
                        + " 2, 4.",
                "{nnodes: 2} | args.nnodes is set by AIM Engine; remove it.",
                "{gpu-memory-utilization: 0.8} | args.gpu-memory-utilization is not an argument of SGLang 0.5.18; remove"
                        + " it.",
                "{mem-fraction-static: 2} | args.mem-fraction-static \"2\" must be a number above 0 and at most 1.",
                "{context-length: 50000} | args.context-length 50000 is above the model's own 40960 tokens; lower it, or"
                        + " stretch the context with json-model-override-args.",
                "{cuda-graph-config.x: 1} | args.cuda-graph-config.x cannot be: SGLang takes no fields behind a dot; set"
                        + " cuda-graph-config itself.",
                "{schedule-policy: fast} | args.schedule-policy \"fast\" must be one of dfs-weight, fcfs, lof, lpm,"
                        + " priority, random, routing-key."
            })
    void refused(String args, String sentence) {
        assertThat(generate(chosen(RECIPES, "MI300X"), args)).isEqualTo(new Generation.Refused(List.of(sentence)));
    }

    private static Chosen chosen(String model, String hardware) {
        return (Chosen) select(model, hardware);
    }

    private static Selection select(String model, String hardware) {
        return Selector.select(
                new Request(model, null, null, null, null, "sglang"),
                Inventory.of(List.of(new NodeGpus("node", hardware, "amd.com/gpu", 8, OptionalInt.empty()))),
                CATALOG,
                List.of());
    }
}
