package com.amd.aim.engine.catalog;

import com.amd.aim.engine.hardware.Precision;
import com.amd.aim.engine.model.Checkpoint;
import com.amd.aim.engine.model.Model;
import com.amd.aim.engine.model.ModelSize;
import com.amd.aim.engine.model.Shape;
import com.amd.aim.engine.recipe.Readiness;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Reads {@code models/*.yaml}. {@code model_id, name, size, family, readiness_level, description} and the optional
 * {@code huggingface_id} are the form in which models have always been written (R52); everything else is an optional
 * addition to it. Only {@code model_id} and {@code size} must be there.
 */
final class ModelFile {
    private ModelFile() {}

    static Model read(YamlMap file) {
        String modelId = file.required("model_id");
        String id = file.text("huggingface_id").orElse(modelId);
        String size = file.required("size");
        Model model = new Model(
                id,
                id.equals(modelId) ? null : modelId,
                file.text("name").orElse(id),
                size,
                file.text("family").orElse(""),
                file.word("readiness_level", Readiness::parse, String.join(", ", Readiness.words()))
                        .orElse(Readiness.EXPERIMENTAL),
                file.text("description").orElse(""),
                parameters(file, size),
                active(file),
                shape(file),
                file.count("max_length"),
                file.maps("checkpoints").stream().map(ModelFile::checkpoint).collect(Collectors.toList()),
                file.text("license").orElse(""),
                file.flag("gated").orElse(false),
                file.flag("remote_code").orElse(false),
                file.texts("skip_files"));
        file.done();
        return model;
    }

    /** The exact number where the file has it, else what the size says; a size that says nothing is no error (R23). */
    private static OptionalDouble parameters(YamlMap file, String size) {
        Optional<OptionalDouble> exact = file.raw("parameters").map(ModelSize::billions);
        if (exact.isPresent() && exact.get().isEmpty()) {
            file.problem("parameters", "must be a number with K, M, B or T, such as \"32.8B\"");
        }
        return exact.orElseGet(() -> ModelSize.billions(size));
    }

    private static OptionalDouble active(YamlMap file) {
        OptionalDouble active =
                file.raw("active_parameters").map(ModelSize::billions).orElse(OptionalDouble.empty());
        if (active.isEmpty() && file.value("active_parameters").isPresent()) {
            file.problem("active_parameters", "must be a number with K, M, B or T, such as \"3.3B\"");
        }
        return active;
    }

    private static Shape shape(YamlMap file) {
        return new Shape(
                file.count("layers"),
                file.count("hidden_size"),
                file.count("attention_heads"),
                file.count("key_value_heads"),
                file.count("head_size"),
                file.count("latent_size"),
                file.count("full_attention_layers"),
                file.count("sliding_layers"),
                file.count("sliding_window"),
                file.count("sliding_key_value_heads"),
                file.count("expert_size"));
    }

    private static Checkpoint checkpoint(YamlMap map) {
        String repository = map.required("repository");
        Optional<Precision> precision = PrecisionWord.read(map, "precision");
        Optional<Long> bytes = map.raw("bytes").flatMap(ByteSize::parse);
        if (map.value("precision").isEmpty()) {
            map.problem("precision", "the field is missing");
        }
        if (bytes.isEmpty()) {
            map.problem("bytes", "must be " + ByteSize.FORM);
        }
        Checkpoint checkpoint =
                new Checkpoint(repository, precision.orElse(Precision.FP32), bytes.orElse(0L), map.count("block_size"));
        map.done();
        return checkpoint;
    }
}
