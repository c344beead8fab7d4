package com.amd.aim.operator.plan;

import com.amd.aim.engine.cache.DownloadFailure;
import com.amd.aim.engine.cache.TerminationMessage;
import com.amd.aim.operator.status.Finding;
import com.amd.aim.operator.status.Reason;
import com.amd.aim.operator.view.PodView;
import com.amd.aim.operator.view.PodView.Contained;
import com.amd.aim.operator.view.PodView.Ended;
import com.amd.aim.operator.view.PodView.Waiting;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What keeps a server from answering, in one sentence: the first finding of an ordered list. Told is what is now; the sentences hold
 * no counts and no pod names, so that a server that crashes all day is one message and not a thousand.
 */
final class PodProblems {
    private static final Set<String> PULLING =
            Set.of("ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull");
    private static final Set<String> CREATING =
            Set.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError", "PreCreateHookError");
    private static final String KUBELET_PREFIX = "ErrImagePull: ";
    private static final String VERIFY = "verify";
    private static final int LONGEST_DETAIL = 300;

    private static final List<Function<Contained, Optional<Finding>>> CHECKS = List.of(
            PodProblems::damagedWeights,
            PodProblems::imagePull,
            PodProblems::creation,
            PodProblems::outOfMemory,
            PodProblems::crash);

    private PodProblems() {}

    /** The first thing that is wrong with any of these pods; empty while they only take their time. */
    static Optional<Finding> first(List<PodView> pods) {
        List<PodView> waiting =
                pods.stream().filter(pod -> !pod.ready() && !pod.terminating()).toList();
        Stream<Finding> inContainers = CHECKS.stream()
                .flatMap(check -> waiting.stream()
                        .flatMap(pod -> pod.containers().stream())
                        .map(check)
                        .flatMap(Optional::stream));
        return Stream.concat(inContainers, waiting.stream().flatMap(pod -> unschedulable(pod).stream()))
                .findFirst();
    }

    private static Optional<Finding> damagedWeights(Contained container) {
        if (!container.init() || !VERIFY.equals(container.name())) {
            return Optional.empty();
        }
        return failure(container)
                .map(ended -> new Finding(
                        Reason.WeightsDamaged,
                        "the weights did not pass the check before the start: " + explained(ended)));
    }

    private static Optional<Finding> imagePull(Contained container) {
        return waiting(container, PULLING).map(waiting -> {
            int at = waiting.message().lastIndexOf(KUBELET_PREFIX);
            String cause = at < 0 ? waiting.message() : waiting.message().substring(at + KUBELET_PREFIX.length());
            return new Finding(
                    Reason.ImagePullFailed,
                    "the image of container " + container.name() + " cannot be pulled: " + shortened(cause)
                            + "; check spec.image, and spec.imagePullSecrets for a private registry");
        });
    }

    private static Optional<Finding> creation(Contained container) {
        return waiting(container, CREATING)
                .map(waiting -> new Finding(
                        Reason.ContainerConfigError,
                        "container " + container.name() + " cannot be made: " + shortened(waiting.message())));
    }

    private static Optional<Finding> outOfMemory(Contained container) {
        return failure(container)
                .filter(ended -> "OOMKilled".equals(ended.reason()))
                .map(_ -> new Finding(
                        Reason.OutOfMemory,
                        "container " + container.name()
                                + " was ended for lack of memory (OOMKilled); raise its memory in spec.resources"));
    }

    private static Optional<Finding> crash(Contained container) {
        return failure(container)
                .map(ended -> new Finding(
                        Reason.CrashLooping,
                        "container " + container.name() + " ends with exit code " + ended.exitCode() + ": "
                                + explained(ended)));
    }

    private static Optional<Finding> unschedulable(PodView pod) {
        return pod.unschedulable()
                .map(problem -> new Finding(
                        Reason.Unschedulable, "no node can take a server now: " + shortened(problem.message())));
    }

    private static Optional<Waiting> waiting(Contained container, Set<String> reasons) {
        return Optional.ofNullable(container.waiting()).filter(waiting -> reasons.contains(waiting.reason()));
    }

    /** How a container failed that has not answered since. */
    private static Optional<Ended> failure(Contained container) {
        return Optional.ofNullable(container.ended()).filter(ended -> ended.exitCode() != 0);
    }

    private static String explained(Ended ended) {
        if (TerminationMessage.parse(ended.message()) instanceof DownloadFailure failure) {
            return shortened(failure.message());
        }
        String last = ended.message().lines().filter(line -> !line.isBlank()).reduce("", (_, line) -> line);
        return last.isEmpty() ? ended.reason() : shortened(last.strip());
    }

    private static String shortened(String text) {
        String line = text.strip().replaceAll("\\s+", " ").replaceFirst("[.;:]$", "");
        return line.length() <= LONGEST_DETAIL ? line : line.substring(0, LONGEST_DETAIL - 1) + "…";
    }
}
