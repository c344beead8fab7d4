package com.amd.aim.cli.generate;

import com.amd.aim.engine.config.ServingConfig;
import com.amd.aim.engine.selection.Chosen;
import java.util.Locale;

/**
 * What is to be written down.
 *
 * @param chosen the recipe and the GPUs
 * @param config how the server is started
 * @param hardwarePinned whether the kind of GPU was asked for by name
 */
public record Plan(Chosen chosen, ServingConfig config, boolean hardwarePinned) {
    private static final int LONGEST_NAME = 50;

    /** {@code qwen3-32b}: a name for what is made, which any platform takes. */
    String name() {
        String model = chosen.modelId().substring(chosen.modelId().indexOf('/') + 1);
        String slug =
                model.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^[^a-z]+", "");
        String name = slug.substring(0, Math.min(LONGEST_NAME, slug.length())).replaceAll("-$", "");
        return name.isEmpty() ? "server" : name;
    }

    /** What would run, in one sentence. */
    public String sentence() {
        return "%s on %s with %s in %s, by the recipe %s."
                .formatted(
                        chosen.modelId(),
                        chosen.gpus().text(),
                        chosen.configuration().backend(),
                        chosen.precision().word(),
                        chosen.recipe().name());
    }

    /** Why this and nothing else, in one sentence. */
    public String why() {
        return chosen.candidates().getFirst().verdict().reason();
    }
}
