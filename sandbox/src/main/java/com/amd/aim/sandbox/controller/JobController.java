package com.amd.aim.sandbox.controller;

import com.amd.aim.sandbox.client.Backoff;
import com.amd.aim.sandbox.client.EventRecorder;
import com.amd.aim.sandbox.client.Key;
import com.amd.aim.sandbox.client.Times;
import com.amd.aim.sandbox.client.Watches;
import com.amd.aim.sandbox.client.WorkQueue;
import com.amd.aim.sandbox.controller.JobStep.Tally;
import com.amd.aim.sandbox.controller.JobStep.Verdict;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Runs Jobs to their end. Failed pods are counted from the pods that are there and from what the status said before:
 * there is no tracking finalizer, so a failed pod that somebody deletes before it was counted is forgotten. Indexed
 * Jobs are refused.
 */
final class JobController {

    private final Cluster cluster;
    private final EventRecorder events;
    private final InstantSource clock;
    private final Backoff backoff;
    private final WorkQueue<Key> queue = new WorkQueue<>("job", 4, this::reconcile);

    JobController(Cluster cluster, EventRecorder events, InstantSource clock, Backoff backoff) {
        this.cluster = cluster;
        this.events = events;
        this.clock = clock;
        this.backoff = backoff;
        cluster.jobs.addEventHandler(Watches.any(job -> queue.add(Key.of(job))));
        cluster.pods.addEventHandler(
                Watches.any(pod -> Cluster.controller(pod, "Job").ifPresent(queue::add)));
    }

    WorkQueue<Key> queue() {
        return queue;
    }

    private Optional<Duration> reconcile(Key key) {
        Optional<Job> found = cluster.get(cluster.jobs, key);
        if (found.isEmpty() || found.get().getMetadata().getDeletionTimestamp() != null) {
            return Optional.empty();
        }
        Job job = found.get();
        if ("Indexed".equals(job.getSpec().getCompletionMode())) {
            events.warning(job, "NotSupported", "completionMode Indexed is not run by the sandbox; use NonIndexed");
            return Optional.empty();
        }
        List<Pod> pods = cluster.ownedBy(cluster.pods, job);
        JobStep step = JobStep.next(job, pods, backoff, clock.instant());
        if (step.create() > 0 || !step.delete().isEmpty()) {
            // the cache may lag behind: what is done is decided on what the API has
            Optional<Job> live =
                    Optional.ofNullable(cluster.client.resource(job).get());
            if (live.isEmpty()) {
                return Optional.empty();
            }
            job = live.get();
            pods = live(job);
            step = JobStep.next(job, pods, backoff, clock.instant());
        }
        return act(job, pods, step);
    }

    private Optional<Duration> act(Job job, List<Pod> pods, JobStep step) {
        if (step.verdict() instanceof Verdict.Finished) {
            return expire(job);
        }
        Instant now = clock.instant();
        JobStatus status = JobConditions.status(job, Tally.of(job, pods), step.verdict(), now);
        if (!status.equals(job.getStatus())) {
            Job written = cluster.client
                    .resource(new JobBuilder(job).withStatus(status).build())
                    .updateStatus();
            tell(job, written);
        }
        step.delete().forEach(pod -> cluster.client.resource(pod).delete());
        for (int i = 0; i < step.create(); i++) {
            Pod pod = cluster.client.resource(labelled(job)).create();
            events.normal(
                    job, "SuccessfulCreate", "Created pod: " + pod.getMetadata().getName());
        }
        return step.again().map(delay -> delay.isPositive() ? delay : Duration.ofMillis(1));
    }

    private void tell(Job before, Job now) {
        if (JobConditions.finished(now)) {
            JobConditions.failureTarget(now)
                    .ifPresentOrElse(
                            failure -> events.warning(now, failure.reason(), failure.message()),
                            () -> events.normal(now, "Completed", "Job completed"));
            queue.add(Key.of(now));
        } else if (before.getStatus() != null
                && before.getStatus().getStartTime() != null
                && now.getStatus().getStartTime() == null) {
            events.normal(now, "Suspended", "Job suspended");
        }
    }

    /** Deletes a finished Job once {@code ttlSecondsAfterFinished} is over. */
    private Optional<Duration> expire(Job job) {
        Integer ttl = job.getSpec().getTtlSecondsAfterFinished();
        if (ttl == null) {
            return Optional.empty();
        }
        Instant finished = job.getStatus().getConditions().stream()
                .filter(condition -> List.of("Complete", "Failed").contains(condition.getType()))
                .flatMap(condition -> Times.parse(condition.getLastTransitionTime()).stream())
                .findFirst()
                .orElseGet(clock::instant);
        Duration left = Duration.between(clock.instant(), finished.plusSeconds(ttl));
        if (left.isPositive()) {
            return Optional.of(left);
        }
        cluster.client
                .resource(job)
                .withPropagationPolicy(DeletionPropagation.FOREGROUND)
                .delete();
        return Optional.empty();
    }

    private List<Pod> live(Job job) {
        return cluster
                .client
                .pods()
                .inNamespace(job.getMetadata().getNamespace())
                .withLabel(
                        "batch.kubernetes.io/controller-uid", job.getMetadata().getUid())
                .list()
                .getItems()
                .stream()
                .filter(pod -> Cluster.controller(pod)
                        .filter(owner -> owner.getUid().equals(job.getMetadata().getUid()))
                        .isPresent())
                .toList();
    }

    /** A pod of the Job with the labels that tie it to the Job. */
    private static Pod labelled(Job job) {
        String uid = job.getMetadata().getUid();
        String name = job.getMetadata().getName();
        Pod pod = Owners.podOf(job, job.getSpec().getTemplate());
        Map<String, String> labels =
                new LinkedHashMap<>(Objects.requireNonNullElse(pod.getMetadata().getLabels(), Map.of()));
        labels.put("batch.kubernetes.io/controller-uid", uid);
        labels.put("batch.kubernetes.io/job-name", name);
        labels.put("controller-uid", uid);
        labels.put("job-name", name);
        return new PodBuilder(pod)
                .editMetadata()
                .withLabels(labels)
                .endMetadata()
                .build();
    }
}
