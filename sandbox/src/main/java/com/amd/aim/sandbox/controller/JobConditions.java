package com.amd.aim.sandbox.controller;

import com.amd.aim.sandbox.client.Times;
import com.amd.aim.sandbox.controller.JobStep.Tally;
import com.amd.aim.sandbox.controller.JobStep.Verdict;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobConditionBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Job's status. A Job that has failed or succeeded says so at once ({@code FailureTarget}, {@code
 * SuccessCriteriaMet}) and is finished ({@code Failed}, {@code Complete}) only when its last pod has ended.
 */
final class JobConditions {

    private JobConditions() {}

    static boolean finished(Job job) {
        return isTrue(job, "Complete") || isTrue(job, "Failed");
    }

    /** The failure that was decided before, so that it stays the same while the pods end. */
    static Optional<Verdict.Failed> failureTarget(Job job) {
        return find(job, "FailureTarget")
                .filter(condition -> "True".equals(condition.getStatus()))
                .map(condition -> new Verdict.Failed(condition.getReason(), condition.getMessage()));
    }

    /** The status as it is now. */
    static JobStatus status(Job job, Tally tally, Verdict verdict, Instant now) {
        JobStatus before = Objects.requireNonNullElseGet(job.getStatus(), JobStatus::new);
        List<JobCondition> conditions = conditions(job, tally, verdict, now);
        boolean complete = conditions.stream().anyMatch(condition -> holds(condition, "Complete"));
        boolean suspended = verdict instanceof Verdict.Suspended;
        return new JobStatusBuilder(before)
                .withActive(positive(
                        verdict instanceof Verdict.Finished ? 0 : tally.active().size()))
                .withReady(tally.ready())
                .withTerminating(tally.terminating())
                .withSucceeded(positive(tally.succeeded()))
                .withFailed(positive(tally.failed()))
                .withStartTime(
                        suspended ? null : Objects.requireNonNullElseGet(before.getStartTime(), () -> Times.print(now)))
                .withCompletionTime(
                        complete
                                ? Objects.requireNonNullElseGet(before.getCompletionTime(), () -> Times.print(now))
                                : null)
                .withConditions(conditions)
                .withNewUncountedTerminatedPods()
                .endUncountedTerminatedPods()
                .build();
    }

    private static List<JobCondition> conditions(Job job, Tally tally, Verdict verdict, Instant now) {
        JobStatus before = Objects.requireNonNullElseGet(job.getStatus(), JobStatus::new);
        List<JobCondition> conditions = new ArrayList<>(before.getConditions());
        boolean ended = tally.active().isEmpty() && tally.terminating() == 0;
        switch (verdict) {
            case Verdict.Failed failed -> {
                put(conditions, condition("FailureTarget", "True", failed.reason(), failed.message(), now));
                if (ended) {
                    put(conditions, condition("Failed", "True", failed.reason(), failed.message(), now));
                }
            }
            case Verdict.Succeeded _ -> {
                String message = "Reached expected number of succeeded pods";
                put(conditions, condition("SuccessCriteriaMet", "True", "CompletionsReached", message, now));
                if (ended) {
                    put(conditions, condition("Complete", "True", "CompletionsReached", message, now));
                }
            }
            case Verdict.Suspended _ ->
                put(conditions, condition("Suspended", "True", "JobSuspended", "Job suspended", now));
            case Verdict.Running _ -> {
                if (isTrue(job, "Suspended")) {
                    put(conditions, condition("Suspended", "False", "JobResumed", "Job resumed", now));
                }
            }
            case Verdict.Finished _ -> {}
        }
        return conditions;
    }

    private static void put(List<JobCondition> conditions, JobCondition next) {
        boolean there = conditions.stream()
                .anyMatch(old ->
                        old.getType().equals(next.getType()) && old.getStatus().equals(next.getStatus()));
        if (!there) {
            conditions.removeIf(old -> old.getType().equals(next.getType()));
            conditions.add(next);
        }
    }

    private static JobCondition condition(String type, String status, String reason, String message, Instant now) {
        return new JobConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage(message)
                .withLastProbeTime(Times.print(now))
                .withLastTransitionTime(Times.print(now))
                .build();
    }

    private static boolean isTrue(Job job, String type) {
        return find(job, type).filter(condition -> holds(condition, type)).isPresent();
    }

    private static boolean holds(JobCondition condition, String type) {
        return condition.getType().equals(type) && "True".equals(condition.getStatus());
    }

    private static Optional<JobCondition> find(Job job, String type) {
        return job.getStatus() == null
                ? Optional.empty()
                : job.getStatus().getConditions().stream()
                        .filter(condition -> condition.getType().equals(type))
                        .findFirst();
    }

    private static @Nullable Integer positive(int count) {
        return count == 0 ? null : count;
    }
}
