package com.amd.aim.engine.check;

import com.amd.aim.engine.hardware.Precision;
import com.amd.aim.engine.model.Checkpoint;
import com.amd.aim.engine.model.Model;
import com.amd.aim.engine.model.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** What is to say of the models: whether dimensions agree, and whether checkpoints weigh what they should. */
final class ModelFindings {
    private static final double LEAST = 0.4;
    private static final double MOST = 1.6;

    private final List<Finding> found = new ArrayList<>();
    private final Model model;

    private ModelFindings(Model model) {
        this.model = model;
    }

    static List<Finding> of(List<Model> models) {
        Map<String, Checkpoint> known = new HashMap<>();
        return models.stream()
                .flatMap(model -> new ModelFindings(model).all(known).stream())
                .toList();
    }

    private List<Finding> all(Map<String, Checkpoint> known) {
        heads(model.shape());
        layers(model.shape());
        model.checkpoints().forEach(this::weight);
        model.checkpoints().forEach(checkpoint -> {
            Checkpoint first = known.computeIfAbsent(checkpoint.repository(), _ -> checkpoint);
            if (!first.equals(checkpoint)) {
                error(
                        "checkpoints",
                        checkpoint.repository()
                                + " is listed with other figures by another model; it is one repository.");
            }
        });
        return found;
    }

    private void heads(Shape shape) {
        if (shape.latentSize().isPresent() && shape.kvHeads().isPresent()) {
            error(
                    "latent_size",
                    "latent attention has no key-value heads to share out; leave out latent_size or key_value_heads.");
        }
        if (!divides(shape.kvHeads(), shape.attentionHeads())) {
            error(
                    "key_value_heads",
                    shape.kvHeads().getAsInt() + " do not divide the "
                            + shape.attentionHeads().getAsInt() + " attention_heads; each must serve as many of them.");
        }
        if (shape.headSize().isEmpty() && !divides(shape.attentionHeads(), shape.hiddenSize())) {
            error(
                    "head_size",
                    "it is missing, and cannot be hidden_size "
                            + shape.hiddenSize().getAsInt() + " shared by the "
                            + shape.attentionHeads().getAsInt() + " attention_heads; add it.");
        }
    }

    private void layers(Shape shape) {
        int limited =
                shape.fullAttentionLayers().orElse(0) + shape.slidingLayers().orElse(0);
        if (limited > shape.layers().orElse(0)) {
            error(
                    "layers",
                    "full_attention_layers and sliding_layers are " + limited + " together, of "
                            + shape.layers().orElse(0) + " layers; they are parts of these.");
        }
        if (shape.slidingLayers().isPresent() != shape.slidingWindow().isPresent()) {
            error("sliding_window", "sliding_layers and sliding_window need each other; add the other or remove this.");
        }
        if (shape.slidingKvHeads().isPresent() && shape.slidingLayers().isEmpty()) {
            error("sliding_key_value_heads", "there are no sliding_layers to have them; add these or remove it.");
        }
    }

    /** Layers that stay in 16 bits make a quantised checkpoint heavier, but never as heavy as all of them in 16 bits. */
    private void weight(Checkpoint checkpoint) {
        if (model.parametersBillions().isEmpty()) {
            return;
        }
        double parameters = model.parametersBillions().getAsDouble() * 1e9;
        double expected = parameters * bytesPerParameter(checkpoint.precision());
        double most = checkpoint.precision().quantised() ? Math.max(MOST * expected, parameters * 2) : MOST * expected;
        if (checkpoint.bytes() < LEAST * expected || checkpoint.bytes() > most) {
            error(
                    "checkpoints",
                    String.format(
                            Locale.ROOT,
                            "%s has %.1f GB, but %s parameters in %s make about %.1f GB; correct the bytes, the"
                                    + " precision or the parameters.",
                            checkpoint.repository(),
                            checkpoint.bytes() / 1e9,
                            model.size(),
                            checkpoint.precision().word(),
                            expected / 1e9));
        }
    }

    private static double bytesPerParameter(Precision precision) {
        return switch (precision) {
            case FP32 -> 4;
            case BF16, FP16 -> 2;
            case FP8, INT8 -> 1;
            case INT4, MXFP4 -> 0.5;
        };
    }

    private static boolean divides(OptionalInt part, OptionalInt whole) {
        return part.isEmpty() || whole.isEmpty() || whole.getAsInt() % part.getAsInt() == 0;
    }

    private void error(String field, String message) {
        found.add(Finding.error("model " + model.id(), field, message));
    }
}
