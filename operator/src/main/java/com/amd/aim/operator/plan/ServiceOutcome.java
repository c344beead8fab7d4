package com.amd.aim.operator.plan;

import com.amd.aim.operator.status.Finding;

/** Where a service stands, as decided from what was seen. Each case has its conditions in {@link ServiceConditions}. */
public sealed interface ServiceOutcome {
    /** {@code spec.paused}: nothing is changed, whatever is there. */
    record Paused() implements ServiceOutcome {}

    /** No recipe, GPU count or node satisfies the spec. */
    record NothingFits(Finding why) implements ServiceOutcome {}

    /** A recipe was chosen, but the rest of the spec cannot be honoured. */
    record InvalidSpec(Finding why) implements ServiceOutcome {}

    /** The weights cannot be had as the spec says it: its cache does not exist or holds something else. */
    record CacheRefused(Finding why) implements ServiceOutcome {}

    /** The weights could not be fetched. */
    record CacheFailed(Finding why) implements ServiceOutcome {}

    /** The weights are on their way. */
    record WaitingForCache(Finding why) implements ServiceOutcome {}

    /** {@code replicas: 0}. */
    record Stopped() implements ServiceOutcome {}

    /**
     * Servers run or start.
     *
     * @param template hash of the pod template that the spec means; pods of it are current
     */
    record Running(String template) implements ServiceOutcome {}
}
