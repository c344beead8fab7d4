package com.amd.aim.engine.model;

import com.amd.aim.engine.recipe.Readiness;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A model that is known.
 *
 * @param id the hub's {@code org/name}: {@code huggingface_id}, else {@code model_id} (R52)
 * @param alias its {@code model_id} where that differs from {@code id}
 * @param name for people
 * @param size as written, {@code 32B}
 * @param family {@code qwen3}
 * @param readiness how well the model is supported
 * @param description one sentence
 * @param parametersBillions total parameters in billions, a mixture's inactive ones included; empty: not known
 * @param activeBillions parameters that one token passes through, in billions; empty: all of them, or not known
 * @param shape its dimensions
 * @param maxLength the longest context in tokens
 * @param checkpoints as published, the model's own repository first
 * @param license as the hub names it; empty: not known
 * @param gated whether the hub asks for an accepted licence and a token
 * @param remoteCode whether the engine must run code from the repository
 * @param skipFiles patterns of files in the repository that serving does not need
 */
public record Model(
        String id,
        @Nullable String alias,
        String name,
        String size,
        String family,
        Readiness readiness,
        String description,
        OptionalDouble parametersBillions,
        OptionalDouble activeBillions,
        Shape shape,
        OptionalInt maxLength,
        List<Checkpoint> checkpoints,
        String license,
        boolean gated,
        boolean remoteCode,
        List<String> skipFiles) {
    /** Copies. */
    public Model {
        checkpoints = List.copyOf(checkpoints);
        skipFiles = List.copyOf(skipFiles);
    }

    /** Whether {@code modelId} names this model. */
    public boolean answersTo(String modelId) {
        return id.equals(modelId) || modelId.equals(alias);
    }

    /** The checkpoint in that repository. */
    public Optional<Checkpoint> checkpoint(String repository) {
        return checkpoints.stream()
                .filter(checkpoint -> checkpoint.repository().equals(repository))
                .findFirst();
    }
}
