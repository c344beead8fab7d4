package com.amd.aim.operator.reconcile.cache;

import com.amd.aim.engine.cache.DownloadFailure;
import com.amd.aim.engine.cache.PlanResult;
import com.amd.aim.engine.cache.TerminationMessage;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.plan.CacheFailure;
import com.amd.aim.operator.plan.CacheJob;
import com.amd.aim.operator.plan.CacheStep;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reduces a Job of a cache and its pods to what the planner needs. A pod counts only if the Job's uid owns it: names can be forged. */
final class JobReader {
    private JobReader() {}

    /**
     * Reads.
     *
     * @param pods any pods; those of other owners are left aside
     * @return empty for a Job that is not one of ours, whatever its labels say
     */
    static Optional<CacheJob> read(Job job, Collection<Pod> pods) {
        Map<String, String> labels =
                Objects.requireNonNullElse(job.getMetadata().getLabels(), Map.of());
        Map<String, String> annotations =
                Objects.requireNonNullElse(job.getMetadata().getAnnotations(), Map.of());
        Optional<Integer> attempt = number(labels.get(Names.LABEL_ATTEMPT));
        Optional<CacheStep> step = CacheStep.parse(labels.getOrDefault(Names.LABEL_STEP, ""));
        if (attempt.isEmpty() || step.isEmpty()) {
            return Optional.empty();
        }
        List<Pod> ours = pods.stream()
                .filter(pod -> isOwned(pod, job))
                .sorted(Comparator.comparing((Pod pod) -> pod.getMetadata().getCreationTimestamp())
                        .reversed())
                .toList();
        return Optional.of(new CacheJob(
                job.getMetadata().getName(),
                step.get(),
                attempt.get(),
                number(annotations.get(Names.ANNOTATION_TRY)).orElse(1),
                annotations.getOrDefault(Names.ANNOTATION_SERIES, ""),
                annotations.get(Names.ANNOTATION_CLAIM_UID),
                plan(annotations.get(Names.ANNOTATION_PLAN)),
                state(job, ours),
                job.isMarkedForDeletion()));
    }

    /** What an annotation says was planned. */
    static Optional<PlanResult> plan(@Nullable String annotation) {
        return annotation != null && TerminationMessage.parse(annotation) instanceof PlanResult result
                ? Optional.of(result)
                : Optional.empty();
    }

    /** Whether the Job has ended by itself, and none of these pods is one of its that has. */
    static boolean isSilent(Job job, Collection<Pod> pods) {
        boolean ended = condition(job, "Complete").isPresent()
                || condition(job, "Failed")
                        .filter(failed -> !"DeadlineExceeded".equals(failed.getReason()))
                        .isPresent();
        return ended
                && pods.stream()
                        .filter(pod -> isOwned(pod, job))
                        .noneMatch(pod -> terminated(pod).findAny().isPresent());
    }

    private static boolean isOwned(Pod pod, Job job) {
        return pod.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> "Job".equals(owner.getKind())
                        && Boolean.TRUE.equals(owner.getController())
                        && job.getMetadata().getUid().equals(owner.getUid()));
    }

    private static CacheJob.State state(Job job, List<Pod> pods) {
        Optional<JobCondition> complete = condition(job, "Complete");
        if (complete.isPresent()) {
            return new CacheJob.State.Succeeded(
                    pods.stream()
                            .filter(pod -> "Succeeded".equals(phase(pod)))
                            .flatMap(JobReader::messages)
                            .findFirst(),
                    at(complete.get()));
        }
        return condition(job, "Failed")
                .<CacheJob.State>map(failed -> new CacheJob.State.Failed(failure(failed, pods), at(failed)))
                .orElseGet(() -> running(pods));
    }

    private static CacheFailure failure(JobCondition failed, List<Pod> pods) {
        if ("DeadlineExceeded".equals(failed.getReason())) {
            return CacheFailure.deadline(
                    "The Job did not end within its deadline, spec.download.deadline for a download.");
        }
        return pods.stream()
                .flatMap(JobReader::messages)
                .flatMap(message -> message instanceof DownloadFailure failure ? Stream.of(failure) : Stream.empty())
                .findFirst()
                .map(CacheFailure::of)
                .orElseGet(() -> CacheFailure.unexplained(unexplained(failed, pods)));
    }

    private static String unexplained(JobCondition failed, List<Pod> pods) {
        return pods.stream()
                .flatMap(JobReader::terminated)
                .findFirst()
                .map(end -> "The Job's container ended with exit code %d (%s) and left no word."
                        .formatted(end.getExitCode(), Objects.requireNonNullElse(end.getReason(), "no reason")))
                .orElseGet(() -> "The Job failed (%s), and its pod is gone."
                        .formatted(Objects.requireNonNullElse(failed.getReason(), "no reason")));
    }

    private static CacheJob.State running(List<Pod> pods) {
        Optional<Pod> pod = pods.stream()
                .filter(candidate -> !candidate.isMarkedForDeletion())
                .findFirst();
        return new CacheJob.State.Running(
                pod.flatMap(PodTrouble::of),
                pod.filter(started -> "Running".equals(phase(started)))
                        .map(started -> started.getStatus().getPodIP()));
    }

    private static Stream<TerminationMessage> messages(Pod pod) {
        return terminated(pod).map(end -> TerminationMessage.parse(Objects.requireNonNullElse(end.getMessage(), "")));
    }

    private static Stream<io.fabric8.kubernetes.api.model.ContainerStateTerminated> terminated(Pod pod) {
        return Optional.ofNullable(pod.getStatus()).map(PodStatus::getContainerStatuses).orElse(List.of()).stream()
                .map(ContainerStatus::getState)
                .filter(Objects::nonNull)
                .map(ContainerState::getTerminated)
                .filter(Objects::nonNull);
    }

    private static Optional<JobCondition> condition(Job job, String type) {
        return Optional.ofNullable(job.getStatus()).map(JobStatus::getConditions).orElse(List.of()).stream()
                .filter(condition -> type.equals(condition.getType()) && "True".equals(condition.getStatus()))
                .findFirst();
    }

    private static Instant at(JobCondition condition) {
        return Instant.parse(condition.getLastTransitionTime());
    }

    private static String phase(Pod pod) {
        return pod.getStatus() == null
                ? ""
                : Objects.requireNonNullElse(pod.getStatus().getPhase(), "");
    }

    private static Optional<Integer> number(@Nullable String text) {
        return text != null && text.matches("[1-9]\\d{0,8}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }
}
