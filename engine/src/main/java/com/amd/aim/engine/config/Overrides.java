package com.amd.aim.engine.config;

import com.amd.aim.engine.recipe.Arguments;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user changes about a chosen configuration.
 *
 * @param args laid over the recipe's
 * @param removeArgs names taken out of the recipe's and the defaults
 * @param image in place of the recipe's or the release's
 * @param port the server listens on; absent: 8000
 * @param source weights in place of the chosen ones, {@code hf://org/name@revision}
 */
public record Overrides(
        Arguments args,
        List<String> removeArgs,
        @Nullable String image,
        @Nullable Integer port,
        @Nullable String source) {
    /** Nothing changed. */
    public static final Overrides NONE = new Overrides(Arguments.NONE, List.of(), null, null, null);

    /** Copies. */
    public Overrides {
        removeArgs = List.copyOf(removeArgs);
    }
}
