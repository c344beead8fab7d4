package com.amd.aim.engine.config;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything needed to start one replica, in words that no platform owns.
 *
 * @param image server image
 * @param command program and arguments, never one shell string; independent of the image's entry point
 * @param env environment of the engine, sorted by name; cache directories are added by whoever mounts them
 * @param resources what it asks for
 * @param port the server listens on
 * @param servedModelName what clients name in requests
 * @param healthPath answers 200 once the model can be used
 * @param unchecked why it is not certain that the engine takes its arguments; empty where it is
 * @param startupBudget how long to wait for that before giving up
 */
public record ServingConfig(
        String image,
        List<String> command,
        Map<String, String> env,
        Resources resources,
        int port,
        String servedModelName,
        String healthPath,
        Optional<String> unchecked,
        Duration startupBudget)
        implements Generation {
    /** Copies. */
    public ServingConfig {
        command = List.copyOf(command);
        env = Collections.unmodifiableMap(new TreeMap<>(env));
    }
}
