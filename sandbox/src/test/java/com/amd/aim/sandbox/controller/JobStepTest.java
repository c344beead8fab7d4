package com.amd.aim.sandbox.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.amd.aim.sandbox.client.Backoff;
import com.amd.aim.sandbox.controller.JobStep.Tally;
import com.amd.aim.sandbox.controller.JobStep.Verdict;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpecBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JobStepTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(10));

    @Test
    @DisplayName("a new Job creates its pod")
    void first() {
        assertThat(step(job(spec -> spec)).create()).isEqualTo(1);
    }

    @Test
    @DisplayName("while its pod runs nothing is to be done")
    void running() {
        JobStep step = step(job(spec -> spec), pod("a", "Running", 0, NOW));
        assertThat(step).isEqualTo(new JobStep(new Verdict.Running(), 0, List.of(), Optional.empty()));
    }

    @Test
    @DisplayName("a pod that succeeded completes the Job")
    void succeeded() {
        Job job = job(spec -> spec);
        List<Pod> pods = List.of(pod("a", "Succeeded", 0, NOW));
        JobStep step = JobStep.next(job, pods, BACKOFF, NOW);
        assertThat(step.verdict()).isEqualTo(new Verdict.Succeeded());
        JobStatus status = JobConditions.status(job, Tally.of(job, pods), step.verdict(), NOW);
        assertThat(status.getConditions())
                .extracting(JobCondition::getType)
                .containsExactly("SuccessCriteriaMet", "Complete");
        assertThat(status.getSucceeded()).isEqualTo(1);
        assertThat(status.getActive()).isNull();
        assertThat(status.getCompletionTime()).isEqualTo("2026-01-01T12:00:00Z");
    }

    @Test
    @DisplayName("after a failure the next pod waits for the back-off, which doubles")
    void backoff() {
        Job job = job(spec -> spec);
        Pod failed = pod("a", "Failed", 1, NOW.minusSeconds(4));
        JobStep waiting = step(job, failed);
        assertThat(waiting.create()).isZero();
        assertThat(waiting.again()).contains(Duration.ofSeconds(6));
        assertThat(step(job, pod("a", "Failed", 1, NOW.minusSeconds(10))).create())
                .isEqualTo(1);
        assertThat(step(job, pod("a", "Failed", 1, NOW.minusSeconds(60)), pod("b", "Failed", 1, NOW))
                        .again())
                .contains(Duration.ofSeconds(20));
    }

    @Test
    @DisplayName("more failures than backoffLimit fail the Job, with the cluster's words")
    void limit() {
        Job job = job(spec -> spec.withBackoffLimit(1));
        assertThat(step(job, pod("a", "Failed", 1, NOW)).verdict()).isEqualTo(new Verdict.Running());
        assertThat(step(job, pod("a", "Failed", 1, NOW), pod("b", "Failed", 1, NOW))
                        .verdict())
                .isEqualTo(new Verdict.Failed("BackoffLimitExceeded", "Job has reached the specified backoff limit"));
    }

    @Test
    @DisplayName("a failed pod that was cleaned up still counts")
    void remembers() {
        Job job = new JobBuilder(job(spec -> spec.withBackoffLimit(0)))
                .withNewStatus()
                .withFailed(1)
                .endStatus()
                .build();
        assertThat(step(job).verdict()).isInstanceOf(Verdict.Failed.class);
    }

    @Test
    @DisplayName("a rule of podFailurePolicy fails the Job at once, names the rule, and ends what still runs")
    void failJob() {
        Job job = job(spec -> spec.withNewPodFailurePolicy()
                .addNewRule()
                .withAction("FailJob")
                .withNewOnExitCodes()
                .withOperator("In")
                .withValues(3, 4)
                .endOnExitCodes()
                .endRule()
                .endPodFailurePolicy());
        Pod running = pod("b", "Running", 0, NOW);
        JobStep step = step(job, pod("a", "Failed", 3, NOW), running);
        assertThat(step.verdict())
                .isEqualTo(new Verdict.Failed(
                        "PodFailurePolicy",
                        "Container main for pod team/a failed with exit code 3 matching FailJob rule at index 0"));
        assertThat(step.delete()).containsExactly(running);
        assertThat(step(job, pod("a", "Failed", 1, NOW)).verdict()).isEqualTo(new Verdict.Running());
    }

    @Test
    @DisplayName("an ignored failure does not count")
    void ignored() {
        Job job = job(spec -> spec.withBackoffLimit(0)
                .withNewPodFailurePolicy()
                .addNewRule()
                .withAction("Ignore")
                .addNewOnPodCondition("True", "DisruptionTarget")
                .endRule()
                .endPodFailurePolicy());
        Pod disrupted = new PodBuilder(pod("a", "Failed", 137, NOW))
                .editStatus()
                .addNewCondition()
                .withType("DisruptionTarget")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build();
        JobStep step = step(job, disrupted);
        assertThat(step.verdict()).isEqualTo(new Verdict.Running());
        assertThat(step.create()).isEqualTo(1);
    }

    @Test
    @DisplayName("past its deadline a Job fails and its pod goes; before that it is looked at again in time")
    void deadline() {
        Job job = new JobBuilder(job(spec -> spec.withActiveDeadlineSeconds(60L)))
                .withNewStatus()
                .withStartTime("2026-01-01T11:59:30Z")
                .endStatus()
                .build();
        Pod running = pod("a", "Running", 0, NOW);
        assertThat(step(job, running).again()).contains(Duration.ofSeconds(30));
        JobStep late = JobStep.next(job, List.of(running), BACKOFF, NOW.plusSeconds(31));
        assertThat(late.verdict())
                .isEqualTo(new Verdict.Failed("DeadlineExceeded", "Job was active longer than specified deadline"));
        assertThat(late.delete()).containsExactly(running);
    }

    @Test
    @DisplayName("a Job that fails is finished only when its last pod has ended, and keeps its reason")
    void failureTarget() {
        Job job = job(spec -> spec.withBackoffLimit(0).withParallelism(2).withCompletions(2));
        List<Pod> pods = List.of(pod("a", "Failed", 1, NOW), pod("b", "Running", 0, NOW));
        JobStep step = JobStep.next(job, pods, BACKOFF, NOW);
        JobStatus status = JobConditions.status(job, Tally.of(job, pods), step.verdict(), NOW);
        assertThat(status.getConditions()).extracting(JobCondition::getType).containsExactly("FailureTarget");

        Job failing = new JobBuilder(job).withStatus(status).build();
        List<Pod> ended = List.of(pod("a", "Failed", 1, NOW));
        JobStep last = JobStep.next(failing, ended, BACKOFF, NOW);
        assertThat(JobConditions.status(failing, Tally.of(failing, ended), last.verdict(), NOW)
                        .getConditions())
                .extracting(JobCondition::getType)
                .containsExactly("FailureTarget", "Failed");
    }

    @Test
    @DisplayName("a suspended Job has no pods; resumed it starts anew")
    void suspend() {
        Pod running = pod("a", "Running", 0, NOW);
        Job suspended = job(spec -> spec.withSuspend(true));
        JobStep step = step(suspended, running);
        assertThat(step.verdict()).isEqualTo(new Verdict.Suspended());
        assertThat(step.delete()).containsExactly(running);
        JobStatus status =
                JobConditions.status(suspended, Tally.of(suspended, List.of()), new Verdict.Suspended(), NOW);
        assertThat(status.getStartTime()).isNull();

        Job resumed = new JobBuilder(job(spec -> spec.withSuspend(false)))
                .withStatus(status)
                .build();
        assertThat(step(resumed).create()).isEqualTo(1);
        assertThat(JobConditions.status(resumed, Tally.of(resumed, List.of()), new Verdict.Running(), NOW)
                        .getConditions())
                .extracting(JobCondition::getType, JobCondition::getStatus)
                .containsExactly(tuple("Suspended", "False"));
    }

    @Test
    @DisplayName("several completions run so many at a time and no more than are missing")
    void parallel() {
        Job job = job(spec -> spec.withParallelism(2).withCompletions(3));
        assertThat(step(job).create()).isEqualTo(2);
        assertThat(step(job, pod("a", "Succeeded", 0, NOW), pod("b", "Succeeded", 0, NOW))
                        .create())
                .isEqualTo(1);
    }

    private static JobStep step(Job job, Pod... pods) {
        return JobStep.next(job, List.of(pods), BACKOFF, NOW);
    }

    private static Job job(UnaryOperator<JobSpecBuilder> change) {
        JobSpecBuilder spec = new JobSpecBuilder()
                .withParallelism(1)
                .withCompletions(1)
                .withBackoffLimit(6)
                .withNewTemplate()
                .withNewSpec()
                .withRestartPolicy("Never")
                .endSpec()
                .endTemplate();
        return new JobBuilder()
                .withNewMetadata()
                .withNamespace("team")
                .withName("job")
                .withUid("u")
                .endMetadata()
                .withSpec(change.apply(spec).build())
                .build();
    }

    private static Pod pod(String name, String phase, int exitCode, Instant finished) {
        PodBuilder pod = new PodBuilder()
                .withNewMetadata()
                .withNamespace("team")
                .withName(name)
                .withCreationTimestamp("2026-01-01T11:00:00Z")
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .withNewStatus()
                .withPhase(phase)
                .endStatus();
        if (phase.equals("Running")) {
            return pod.build();
        }
        return pod.editStatus()
                .addNewContainerStatus()
                .withName("main")
                .withRestartCount(0)
                .withNewState()
                .withNewTerminated()
                .withExitCode(exitCode)
                .withFinishedAt(finished.toString())
                .endTerminated()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }
}
