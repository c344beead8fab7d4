package com.amd.aim.engine.config;

import java.util.List;

/** What generating a configuration comes to. */
public sealed interface Generation permits ServingConfig, Generation.Refused {
    /**
     * The overrides cannot be honoured.
     *
     * @param problems one sentence each, naming the argument, its value and the way out
     */
    record Refused(List<String> problems) implements Generation {
        /** Copies. */
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
