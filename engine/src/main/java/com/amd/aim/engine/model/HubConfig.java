package com.amd.aim.engine.model;

import com.amd.aim.engine.hardware.Precision;
import com.amd.aim.engine.recipe.Readiness;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A model that the catalogue does not know, by what its repository's {@code config.json} and its size say of it. Names
 * are those of transformers' configurations; a multimodal model's are in {@code text_config}.
 */
public final class HubConfig {
    private final JsonNode top;
    private final JsonNode text;

    private HubConfig(JsonNode config) {
        this.top = config;
        this.text = config.path("text_config").isObject() ? config.path("text_config") : config;
    }

    /**
     * Puts the model together. What its weights take is reckoned from its parameters, since nothing tells it: two bytes
     * each, or what the format is called after.
     *
     * @param size as people write it, {@code 32B}; empty where nobody says, then memory is not checked
     * @param config empty object where nobody has it, then neither are heads and context
     */
    public static Model model(String id, String size, JsonNode config) {
        HubConfig hub = new HubConfig(config);
        OptionalDouble billions = ModelSize.billions(size);
        return new Model(
                id,
                null,
                id,
                size,
                "",
                Readiness.EXPERIMENTAL,
                "",
                billions,
                OptionalDouble.empty(),
                hub.shape(),
                hub.count("max_position_embeddings"),
                billions.isEmpty() ? List.of() : List.of(hub.checkpoint(id, billions.getAsDouble())),
                "",
                false,
                false,
                List.of());
    }

    private Shape shape() {
        OptionalInt layers = count("num_hidden_layers");
        OptionalInt latent = count("kv_lora_rank");
        return new Shape(
                layers,
                count("hidden_size"),
                count("num_attention_heads"),
                latent.isPresent() ? OptionalInt.empty() : count("num_key_value_heads"),
                count("head_dim"),
                latent.isPresent()
                        ? OptionalInt.of(
                                latent.getAsInt() + count("qk_rope_head_dim").orElse(0))
                        : latent,
                layersOf("linear_attention").isPresent() ? layersOf("full_attention") : OptionalInt.empty(),
                layersOf("sliding_attention"),
                count("sliding_window"),
                count("swa_num_key_value_heads"),
                count("moe_intermediate_size"));
    }

    private OptionalInt layersOf(String kind) {
        long layers = text.path("layer_types")
                .valueStream()
                .filter(layer -> layer.asText().equals(kind))
                .count();
        return layers == 0 ? OptionalInt.empty() : OptionalInt.of(Math.toIntExact(layers));
    }

    private OptionalInt count(String field) {
        JsonNode value = text.path(field);
        return value.isIntegralNumber() && value.canConvertToInt() && value.asInt() > 0
                ? OptionalInt.of(value.asInt())
                : OptionalInt.empty();
    }

    private Checkpoint checkpoint(String id, double billions) {
        Precision precision = precision();
        double bits = switch (precision) {
            case FP32 -> 32;
            case BF16, FP16 -> 16;
            case FP8, INT8 -> 8;
            case INT4, MXFP4 -> 4;
        };
        JsonNode block = quantization().path("weight_block_size").path(0);
        return new Checkpoint(
                id,
                precision,
                Math.round(billions * 1e9 * bits / 8),
                block.isInt() && block.asInt() > 0 ? OptionalInt.of(block.asInt()) : OptionalInt.empty());
    }

    private Precision precision() {
        JsonNode quantization = quantization();
        Precision ofBits = quantization.path("bits").asInt() == 8 ? Precision.INT8 : Precision.INT4;
        return switch (quantization.path("quant_method").asText()) {
            case "gptq", "awq" -> ofBits;
            case String method -> Precision.parse(method).or(this::dtype).orElse(Precision.BF16);
        };
    }

    private Optional<Precision> dtype() {
        String now = text.path("dtype")
                .asText(text.path("torch_dtype").asText(top.path("torch_dtype").asText()));
        return Precision.parse(now);
    }

    private JsonNode quantization() {
        return text.path("quantization_config").isObject()
                ? text.path("quantization_config")
                : top.path("quantization_config");
    }
}
