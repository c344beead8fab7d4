package com.amd.aim.operator.plan;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Where a step of a cache stands, judged from its Jobs alone, so that a restarted operator judges the same. */
sealed interface StepState {
    /** An attempt is due. */
    record Due(Attempt attempt) implements StepState {}

    /** An attempt runs; {@code before} is why the one before it failed. */
    record Running(CacheJob job, CacheJob.State.Running state, Optional<CacheFailure> before) implements StepState {}

    /** The newest attempt reached its end. */
    record Done(CacheJob job) implements StepState {}

    /** The newest attempt failed; {@code next} is when another is made by itself. */
    record Failed(CacheFailure failure, int tried, Optional<Instant> next) implements StepState {}

    /**
     * Judges.
     *
     * @param jobs all Jobs of the step
     * @param counts those that say something now: a download into a claim that is gone does not
     * @param incomplete why a Job that succeeded is nevertheless not enough; empty: it is
     */
    static StepState of(
            List<CacheJob> jobs,
            Predicate<CacheJob> counts,
            Function<CacheJob, Optional<CacheFailure>> incomplete,
            Rules rules) {
        List<CacheJob> present = jobs.stream()
                .filter(job -> !job.terminating())
                .filter(counts)
                .sorted(Comparator.comparingInt(CacheJob::attempt).reversed())
                .toList();
        if (present.isEmpty()) {
            return new Due(attempt(jobs, 1, rules.series()));
        }
        CacheJob newest = present.getFirst();
        boolean sameSeries = newest.series().equals(rules.series());
        return switch (newest.state()) {
            case CacheJob.State.Running running
            when running.trouble().isPresent() && !sameSeries ->
                // it never started, and what it waits for may not be wanted any more
                new Due(attempt(jobs, 1, rules.series()));
            case CacheJob.State.Running running -> new Running(newest, running, failureBefore(present));
            case CacheJob.State.Succeeded succeeded ->
                incomplete
                        .apply(newest)
                        .map(failure -> failed(jobs, present, failure, succeeded.at(), rules))
                        .orElseGet(() -> new Done(newest));
            case CacheJob.State.Failed failed -> failed(jobs, present, failed.failure(), failed.at(), rules);
        };
    }

    /** A new attempt, whatever the newest one says. */
    static Due again(List<CacheJob> jobs, Rules rules) {
        return new Due(attempt(jobs, 1, rules.series()));
    }

    private static StepState failed(
            List<CacheJob> jobs, List<CacheJob> present, CacheFailure failure, Instant at, Rules rules) {
        CacheJob newest = present.getFirst();
        if (!newest.series().equals(rules.series())) {
            return new Due(attempt(jobs, 1, rules.series()));
        }
        Optional<Instant> next = rules.retry().next(failure, newest.tried(), rules.retries(), at);
        return next.filter(due -> !due.isAfter(rules.now())).isPresent()
                ? new Due(attempt(jobs, newest.tried() + 1, rules.series()))
                : new Failed(failure, newest.tried(), next);
    }

    /** The newest finished Job is kept: it tells why there was need for another attempt. */
    private static Attempt attempt(List<CacheJob> jobs, int tried, String series) {
        int last = jobs.stream().mapToInt(CacheJob::attempt).max().orElse(0);
        List<String> obsolete = jobs.stream()
                .filter(job -> !job.terminating())
                .filter(job -> job.attempt() != last || job.state() instanceof CacheJob.State.Running)
                .map(CacheJob::name)
                .sorted()
                .toList();
        return new Attempt(last + 1, tried, series, obsolete);
    }

    private static Optional<CacheFailure> failureBefore(List<CacheJob> present) {
        return present.stream()
                .skip(1)
                .filter(job -> job.series().equals(present.getFirst().series()))
                .findFirst()
                .flatMap(job -> job.state() instanceof CacheJob.State.Failed failed
                        ? Optional.of(failed.failure())
                        : Optional.empty());
    }

    /**
     * What decides about another attempt.
     *
     * @param series what a user can change to have attempts counted anew
     * @param retries how many the spec allows beyond the first
     */
    record Rules(String series, int retries, RetryRules retry, Instant now) {}
}
