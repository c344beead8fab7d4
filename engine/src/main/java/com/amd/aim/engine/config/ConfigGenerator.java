package com.amd.aim.engine.config;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.selection.Chosen;

/** From a choice and the user's overrides to what runs. Pure. */
public final class ConfigGenerator {
    private ConfigGenerator() {}

    /** A {@link ServingConfig}, or {@link Generation.Refused} with a sentence per override that cannot be honoured. */
    public static Generation generate(Chosen chosen, Overrides overrides, Catalog catalog) {
        return java.util.Optional.<Generation>empty().orElseThrow();
    }
}
