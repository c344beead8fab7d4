package com.amd.aim.engine.detect;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * All that detection asks of a machine.
 *
 * @param files its files
 * @param commands its programs
 * @param environment the variables of this process
 */
public record Host(HostFiles files, CommandRunner commands, Map<String, String> environment) {
    /** {@code amd-smi} is Python and takes seconds on a host with 64 partitions; one that hangs takes forever. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    static final String MACHINE = "host";
    private static final String CONTAINER = "container";

    /** Copies. */
    public Host {
        environment = Map.copyOf(environment);
    }

    /** The machine, or the container, that this process runs in. */
    public static Host real(Map<String, String> environment) {
        return new Host(new DiskFiles(Path.of("/")), new ProcessRunner(environment, PATIENCE), environment);
    }

    /** Whether this is a container rather than a machine. */
    public boolean isContainer() {
        return environment.containsKey("KUBERNETES_SERVICE_HOST")
                || environment.containsKey(CONTAINER)
                || files.access("/.dockerenv") != Access.MISSING
                || files.access("/run/.containerenv") != Access.MISSING;
    }

    /** {@code host} or {@code container}, for messages. */
    public String kind() {
        return isContainer() ? CONTAINER : MACHINE;
    }
}
