package com.amd.aim.sandbox.kubelet;

import java.time.Instant;
import java.util.Optional;

/**
 * One container as the kubelet sees it.
 *
 * @param restarts how often it was started again
 * @param last how its run before this one ended
 * @param started whether its startup probe, if it has one, has succeeded in this run
 * @param ready whether it counts as ready
 */
record ContainerState(
        String name, int restarts, Phase phase, Optional<Terminated> last, boolean started, boolean ready) {

    /** What the container does. */
    sealed interface Phase {}

    /**
     * It does not run.
     *
     * @param retry when it is to be started again; nothing for one that waits for its turn
     */
    record Waiting(String reason, String message, Optional<Instant> retry) implements Phase {}

    /** It runs. */
    record Running(Instant since) implements Phase {}

    /** It has run. */
    record Terminated(int exitCode, String message, Instant started, Instant finished) implements Phase {

        boolean succeeded() {
            return exitCode == 0;
        }
    }

    static ContainerState fresh(String name, String reason) {
        return new ContainerState(name, 0, new Waiting(reason, "", Optional.empty()), Optional.empty(), false, false);
    }

    boolean running() {
        return phase instanceof Running;
    }

    Optional<Terminated> terminated() {
        return phase instanceof Terminated terminated ? Optional.of(terminated) : Optional.empty();
    }

    /** How it ended when it last ran. */
    Optional<Terminated> lastRun() {
        return terminated().or(() -> last);
    }

    /** It has started, again where it has run before. */
    ContainerState start(Instant now, boolean started, boolean ready) {
        return new ContainerState(
                name, lastRun().isPresent() ? restarts + 1 : restarts, new Running(now), lastRun(), started, ready);
    }

    ContainerState wait(Waiting waiting) {
        return new ContainerState(name, restarts, waiting, lastRun(), false, false);
    }

    ContainerState end(Terminated terminated) {
        return new ContainerState(name, restarts, terminated, last, false, false);
    }

    ContainerState probed(boolean started, boolean ready) {
        return new ContainerState(name, restarts, phase, last, started, ready);
    }
}
