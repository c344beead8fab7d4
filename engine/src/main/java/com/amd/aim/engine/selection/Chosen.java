package com.amd.aim.engine.selection;

import com.amd.aim.engine.fit.Fit;
import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.hardware.Precision;
import com.amd.aim.engine.model.Model;
import com.amd.aim.engine.recipe.Configuration;
import com.amd.aim.engine.recipe.Recipe;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What serves the request.
 *
 * @param modelId as asked for
 * @param model what is known of it; empty where only a recipe knows it
 * @param recipe written or generated
 * @param configuration the recipe's engine start
 * @param gpu the kind of GPU it runs on
 * @param resource what its GPUs are asked for by, {@code amd.com/gpu}
 * @param match how that relates to the recipe's own
 * @param fit how the weights fill its memory
 * @param source where the weights come from, {@code hf://org/name} or {@code hf://org/name@revision}
 * @param candidates every candidate with its verdict, this one first
 */
public record Chosen(
        String modelId,
        Optional<Model> model,
        Recipe recipe,
        Configuration configuration,
        Gpu gpu,
        String resource,
        Match match,
        Fit fit,
        String source,
        List<Candidate> candidates)
        implements Selection {
    /** Copies. */
    public Chosen {
        candidates = List.copyOf(candidates);
    }

    /** GPUs of one replica, over all its nodes. */
    public int gpuCount() {
        return configuration.gpuCount();
    }

    /** Over how many nodes one replica stretches. */
    public int nodes() {
        return configuration.nodes();
    }

    /** The same with their kind, for people. */
    public GpuAmount gpus() {
        return new GpuAmount(gpuCount(), nodes(), gpu.name());
    }

    /** The recipe's format. */
    public Precision precision() {
        return recipe.precision();
    }

    /** The names to write down. */
    public Choice choice() {
        return new Choice(
                recipe.name(),
                configuration.name(),
                configuration.backend(),
                gpu.name(),
                resource,
                gpuCount(),
                nodes(),
                precision());
    }

    /**
     * Twelve hex digits that change exactly when the recipe's own words for this configuration do: neither its origin
     * counts nor its other configurations. For telling whether a choice still rests on what it was made from.
     */
    public String fingerprint() {
        List<Object> content = Stream.of(
                        recipe.name(),
                        recipe.modelId(),
                        recipe.hardware(),
                        recipe.precision(),
                        recipe.readiness(),
                        Optional.ofNullable(recipe.weights()),
                        configuration)
                .toList();
        try {
            byte[] text = content.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
