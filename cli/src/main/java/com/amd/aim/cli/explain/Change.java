package com.amd.aim.cli.explain;

import com.amd.aim.engine.selection.Chosen;

/**
 * Something that would lead to another choice.
 *
 * @param what {@code With a node of 8 MI325X}
 * @param outcome what would then be chosen
 */
record Change(String what, Chosen outcome) {
    String sentence() {
        return "%s: %s with %s in %s, by %s."
                .formatted(
                        what,
                        outcome.gpus().text(),
                        outcome.configuration().backend(),
                        outcome.precision().word(),
                        outcome.recipe().name());
    }
}
