package com.amd.aim.operator.render;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategyBuilder;
import java.util.Arrays;
import java.util.Optional;

/** How servers of another pod template take the place of those that run. */
public enum Replacement {
    /** A new one starts before an old one ends. */
    NEW_FIRST,
    /** An old one ends before a new one starts. */
    OLD_FIRST,
    /**
     * All old ones end, and are gone, before the first new one starts. It is for servers that their cache holds on one node and that have
     * to go to another: each old one would keep the new ones off it, and so does one that is still ending, of whose end the scheduler
     * does not take notice for minutes.
     */
    ALL_OLD_FIRST;

    /** That of a workload; empty for a strategy that is none of ours. */
    public static Optional<Replacement> of(DeploymentStrategy strategy) {
        return Arrays.stream(values())
                .filter(replacement -> replacement.strategy().equals(strategy))
                .findFirst();
    }

    DeploymentStrategy strategy() {
        return switch (this) {
            case NEW_FIRST -> rolling(1, 0);
            case OLD_FIRST -> rolling(0, 1);
            case ALL_OLD_FIRST ->
                new DeploymentStrategyBuilder().withType("Recreate").build();
        };
    }

    private static DeploymentStrategy rolling(int surge, int unavailable) {
        return new DeploymentStrategyBuilder()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withMaxSurge(new IntOrString(surge))
                .withMaxUnavailable(new IntOrString(unavailable))
                .endRollingUpdate()
                .build();
    }
}
