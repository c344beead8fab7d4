package com.amd.aim.operator.reconcile.cache;

import com.amd.aim.engine.cache.DownloadError;
import com.amd.aim.engine.cache.DownloadFailure;
import com.amd.aim.engine.cache.TerminationMessage;
import com.amd.aim.operator.plan.CacheFacts.Corruption;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what servers say of the files: their init container {@code verify} checks marker, names and sizes before each start. */
final class CorruptionReader {
    private static final String VERIFY = "verify";

    private CorruptionReader() {}

    /** The newest complaint. */
    static Optional<Corruption> read(Collection<Pod> pods) {
        return pods.stream()
                .flatMap(pod -> ends(pod).flatMap(end -> complaint(pod, end).stream()))
                .max(Comparator.comparing(Corruption::at).thenComparing(Corruption::pod));
    }

    private static Optional<Corruption> complaint(Pod pod, ContainerStateTerminated end) {
        if (end.getFinishedAt() == null
                || !(TerminationMessage.parse(Objects.requireNonNullElse(end.getMessage(), ""))
                        instanceof DownloadFailure failure)
                || failure.error() != DownloadError.CORRUPT) {
            return Optional.empty();
        }
        return Optional.of(
                new Corruption(pod.getMetadata().getName(), failure.message(), Instant.parse(end.getFinishedAt())));
    }

    private static Stream<ContainerStateTerminated> ends(Pod pod) {
        return Optional.ofNullable(pod.getStatus()).map(PodStatus::getInitContainerStatuses).orElse(List.of()).stream()
                .filter(status -> VERIFY.equals(status.getName()))
                .flatMap(status ->
                        Stream.of(Optional.ofNullable(status.getState()), Optional.ofNullable(status.getLastState())))
                .flatMap(Optional::stream)
                .map(ContainerState::getTerminated)
                .filter(Objects::nonNull);
    }
}
