package com.amd.aim.sandbox.controller;

import com.amd.aim.sandbox.client.Backoff;
import com.amd.aim.sandbox.client.Times;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a Job needs next, decided from the Job and its pods alone.
 *
 * @param verdict where the Job stands
 * @param create how many pods to create
 * @param delete pods to delete
 * @param again when to look again although nothing changes; negative or zero means now
 */
record JobStep(Verdict verdict, int create, List<Pod> delete, Optional<Duration> again) {

    /** Where a Job stands. */
    sealed interface Verdict {

        /** It has ended; nothing changes any more. */
        record Finished() implements Verdict {}

        /** Its pods run, or wait to be created. */
        record Running() implements Verdict {}

        /** It is told to rest. */
        record Suspended() implements Verdict {}

        /** Enough pods succeeded. */
        record Succeeded() implements Verdict {}

        /** It will not be tried any further. */
        record Failed(String reason, String message) implements Verdict {}
    }

    /** Pods by what they count as; numbers of the status never fall below what it said before. */
    record Tally(List<Pod> active, int terminating, int ready, int succeeded, int failed) {

        static Tally of(Job job, List<Pod> pods) {
            JobStatus before = Objects.requireNonNullElseGet(job.getStatus(), JobStatus::new);
            List<Pod> active = pods.stream().filter(PodState::active).toList();
            return new Tally(
                    active,
                    (int) pods.stream()
                            .filter(pod -> pod.getMetadata().getDeletionTimestamp() != null)
                            .filter(pod -> !PodState.finished(pod))
                            .count(),
                    (int) active.stream().filter(PodState::ready).count(),
                    Math.max(Objects.requireNonNullElse(before.getSucceeded(), 0), (int) pods.stream()
                            .filter(pod -> PodState.is(pod, "Succeeded"))
                            .count()),
                    Math.max(Objects.requireNonNullElse(before.getFailed(), 0), (int)
                            failures(job, pods).count()));
        }
    }

    static JobStep next(Job job, List<Pod> pods, Backoff backoff, Instant now) {
        Tally tally = Tally.of(job, pods);
        if (JobConditions.finished(job)) {
            return new JobStep(new Verdict.Finished(), 0, List.of(), Optional.empty());
        }
        Optional<Verdict.Failed> failed = failed(job, pods, tally, now);
        if (failed.isPresent()) {
            return new JobStep(failed.get(), 0, tally.active, Optional.empty());
        }
        if (complete(job.getSpec(), tally)) {
            return new JobStep(new Verdict.Succeeded(), 0, tally.active, Optional.empty());
        }
        if (Boolean.TRUE.equals(job.getSpec().getSuspend())) {
            return new JobStep(new Verdict.Suspended(), 0, tally.active, Optional.empty());
        }
        return running(job, pods, tally, backoff, now);
    }

    private static JobStep running(Job job, List<Pod> pods, Tally tally, Backoff backoff, Instant now) {
        int parallel = Objects.requireNonNullElse(job.getSpec().getParallelism(), 1);
        Integer completions = job.getSpec().getCompletions();
        int wanted = completions != null
                ? Math.min(parallel, completions - tally.succeeded)
                : tally.succeeded > 0 ? tally.active.size() : parallel;
        boolean waitForTerminating = "Failed".equals(job.getSpec().getPodReplacementPolicy())
                || job.getSpec().getPodFailurePolicy() != null;
        int missing = wanted - tally.active.size() - (waitForTerminating ? tally.terminating : 0);
        Duration wait = missing > 0 ? backoffLeft(job, pods, backoff, now) : Duration.ZERO;
        List<Pod> surplus = tally.active.stream()
                .sorted(Comparator.comparing(PodState::ready)
                        .thenComparing(pod -> pod.getMetadata().getCreationTimestamp(), Comparator.reverseOrder()))
                .limit(Math.max(0, tally.active.size() - wanted))
                .toList();
        Optional<Duration> again = Stream.concat(
                        deadline(job).map(end -> Duration.between(now, end)).stream(),
                        Stream.of(wait).filter(Duration::isPositive))
                .min(Comparator.naturalOrder());
        int create = wait.isPositive() ? 0 : Math.max(0, missing);
        return new JobStep(new Verdict.Running(), create, surplus, again);
    }

    private static Optional<Verdict.Failed> failed(Job job, List<Pod> pods, Tally tally, Instant now) {
        Optional<Verdict.Failed> already = JobConditions.failureTarget(job);
        if (already.isPresent()) {
            return already;
        }
        Optional<String> policy = pods.stream()
                .filter(pod -> PodState.is(pod, "Failed"))
                .map(pod -> PodFailure.of(pod, job.getSpec().getPodFailurePolicy()))
                .flatMap(failure -> failure instanceof PodFailure.Final last ? Stream.of(last.message()) : Stream.of())
                .findFirst();
        if (policy.isPresent()) {
            return Optional.of(new Verdict.Failed("PodFailurePolicy", policy.get()));
        }
        int limit = Objects.requireNonNullElse(job.getSpec().getBackoffLimit(), 6);
        if (tally.failed > limit || restarts(job.getSpec(), tally.active) > limit) {
            return Optional.of(
                    new Verdict.Failed("BackoffLimitExceeded", "Job has reached the specified backoff limit"));
        }
        return deadline(job)
                .filter(end -> !end.isAfter(now))
                .map(_ -> new Verdict.Failed("DeadlineExceeded", "Job was active longer than specified deadline"));
    }

    /** Restarts in place count as failures, where the pods are not replaced but restarted. */
    private static int restarts(JobSpec spec, List<Pod> active) {
        if (!"OnFailure".equals(spec.getTemplate().getSpec().getRestartPolicy())) {
            return 0;
        }
        return active.stream()
                .flatMap(pod -> Stream.concat(
                        pod.getStatus().getInitContainerStatuses().stream(),
                        pod.getStatus().getContainerStatuses().stream()))
                .mapToInt(ContainerStatus::getRestartCount)
                .sum();
    }

    private static boolean complete(JobSpec spec, Tally tally) {
        return spec.getCompletions() != null
                ? tally.succeeded >= spec.getCompletions()
                : tally.succeeded > 0 && tally.active.isEmpty();
    }

    private static Optional<Instant> deadline(Job job) {
        Long seconds = job.getSpec().getActiveDeadlineSeconds();
        return seconds == null
                        || job.getStatus() == null
                        || Boolean.TRUE.equals(job.getSpec().getSuspend())
                ? Optional.empty()
                : Times.parse(job.getStatus().getStartTime()).map(start -> start.plusSeconds(seconds));
    }

    /** The wait grows with the failures since the last success and counts from the last failure. */
    private static Duration backoffLeft(Job job, List<Pod> pods, Backoff backoff, Instant now) {
        Instant lastSuccess = pods.stream()
                .filter(pod -> PodState.is(pod, "Succeeded"))
                .map(pod -> finishedAt(pod, now))
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
        List<Instant> since = failures(job, pods)
                .map(pod -> finishedAt(pod, now))
                .filter(lastSuccess::isBefore)
                .sorted()
                .toList();
        return since.isEmpty()
                ? Duration.ZERO
                : Duration.between(now, since.getLast().plus(backoff.after(since.size())));
    }

    private static Stream<Pod> failures(Job job, List<Pod> pods) {
        return pods.stream()
                .filter(pod -> PodState.is(pod, "Failed"))
                .filter(pod ->
                        !(PodFailure.of(pod, job.getSpec().getPodFailurePolicy()) instanceof PodFailure.Ignored));
    }

    static Instant finishedAt(Pod pod, Instant otherwise) {
        return pod.getStatus().getContainerStatuses().stream()
                .filter(status -> status.getState() != null && status.getState().getTerminated() != null)
                .flatMap(status -> Times.parse(status.getState().getTerminated().getFinishedAt()).stream())
                .max(Comparator.naturalOrder())
                .or(() -> Times.parse(pod.getMetadata().getCreationTimestamp()))
                .orElse(otherwise);
    }
}
