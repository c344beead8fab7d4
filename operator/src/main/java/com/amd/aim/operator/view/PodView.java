package com.amd.aim.operator.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A server's pod, reduced to what can be told about it.
 *
 * @param template hash of the pod template it was made from; empty where the pod does not say
 * @param ready whether it answers
 * @param terminating whether it is being ended, or has ended for good
 * @param unschedulable set while the scheduler finds no node for it
 * @param containers init containers first
 */
public record PodView(
        String name,
        String template,
        boolean ready,
        boolean terminating,
        Optional<Unschedulable> unschedulable,
        List<Contained> containers) {
    public PodView {
        containers = List.copyOf(containers);
    }

    /**
     * The scheduler finds no node.
     *
     * @param message the scheduler's sentence
     * @param since when it began
     */
    public record Unschedulable(String message, Instant since) {}

    /**
     * A container of the pod.
     *
     * @param init whether it runs before the server
     * @param waiting why it does not run
     * @param ended how it ended last, whether it was started again or not
     * @param restarts how often it was started again
     */
    public record Contained(
            String name,
            boolean init,
            @Nullable Waiting waiting,
            @Nullable Ended ended,
            int restarts) {}

    /**
     * A container does not run.
     *
     * @param reason the kubelet's word, such as {@code ImagePullBackOff}
     * @param message the kubelet's sentence, may be empty
     */
    public record Waiting(String reason, String message) {}

    /**
     * A container ran and ended.
     *
     * @param reason the kubelet's word, such as {@code OOMKilled}
     * @param message what the container left as its termination message, may be empty
     */
    public record Ended(int exitCode, String reason, String message) {}
}
