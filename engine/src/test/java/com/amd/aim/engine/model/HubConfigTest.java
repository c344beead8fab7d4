package com.amd.aim.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.hardware.Precision;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubConfigTest {
    @Test
    @DisplayName("R23 a dense model's dimensions are those of its config.json, its weights two bytes a parameter")
    void dense() {
        Model model = model("32.8B", """
                {"num_hidden_layers": 64, "hidden_size": 5120, "num_attention_heads": 64, "num_key_value_heads": 8,
                 "head_dim": 128, "max_position_embeddings": 40960, "sliding_window": null, "torch_dtype": "bfloat16"}""");
        assertThat(model.shape().layers()).hasValue(64);
        assertThat(model.shape().kvHeads()).hasValue(8);
        assertThat(model.shape().slidingWindow()).isEmpty();
        assertThat(model.maxLength()).hasValue(40960);
        assertThat(model.checkpoints())
                .containsExactly(new Checkpoint("me/mine", Precision.BF16, 65_600_000_000L, OptionalInt.empty()));
    }

    @Test
    @DisplayName("latent attention, experts and blocks of fp8 are recognised")
    void latent() {
        Model model = model("671B", """
                {"num_hidden_layers": 61, "num_attention_heads": 128, "num_key_value_heads": 128, "kv_lora_rank": 512,
                 "qk_rope_head_dim": 64, "moe_intermediate_size": 2048,
                 "quantization_config": {"quant_method": "fp8", "weight_block_size": [128, 128]}}""");
        assertThat(model.shape().latentSize()).hasValue(576);
        assertThat(model.shape().kvHeads()).isEmpty();
        assertThat(model.shape().expertSize()).hasValue(2048);
        assertThat(model.checkpoints())
                .containsExactly(new Checkpoint("me/mine", Precision.FP8, 671_000_000_000L, OptionalInt.of(128)));
    }

    @Test
    @DisplayName("layers that look back a window, or not at all, are counted, of a multimodal model's text part")
    void layers() {
        Model sliding = model("4B", """
                {"text_config": {"num_hidden_layers": 3, "sliding_window": 1024, "swa_num_key_value_heads": 8,
                 "layer_types": ["sliding_attention", "sliding_attention", "full_attention"]}}""");
        assertThat(sliding.shape().slidingLayers()).hasValue(2);
        assertThat(sliding.shape().slidingWindow()).hasValue(1024);
        assertThat(sliding.shape().slidingKvHeads()).hasValue(8);
        assertThat(sliding.shape().fullAttentionLayers()).isEmpty();
        Model linear = model("4B", """
                {"num_hidden_layers": 4, "layer_types":
                 ["linear_attention", "linear_attention", "linear_attention", "full_attention"]}""");
        assertThat(linear.shape().fullAttentionLayers()).hasValue(1);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("the format is that of the quantisation, else of the numbers")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"dtype\": \"float16\"} | FP16",
                "{\"quantization_config\": {\"quant_method\": \"mxfp4\"}} | MXFP4",
                "{\"quantization_config\": {\"quant_method\": \"awq\", \"bits\": 4}} | INT4",
                "{\"quantization_config\": {\"quant_method\": \"gptq\", \"bits\": 8}} | INT8",
                "{} | BF16"
            })
    void precision(String config, Precision precision) {
        assertThat(model("8B", config).checkpoints().getFirst().precision()).isEqualTo(precision);
    }

    @Test
    @DisplayName("nothing that is not said is made up, and nonsense is as good as nothing")
    void nothing() {
        Model model = model("", "{\"num_hidden_layers\": \"many\", \"hidden_size\": -3}");
        assertThat(model.checkpoints()).isEmpty();
        assertThat(model.parametersBillions()).isEmpty();
        assertThat(model.shape().layers()).isEmpty();
        assertThat(model.shape().hiddenSize()).isEmpty();
    }

    private static Model model(String size, String config) {
        try {
            return HubConfig.model("me/mine", size, new ObjectMapper().readTree(config));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
