package com.amd.aim.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JobTest extends WorldTest {

    @Test
    @DisplayName("a Job runs its pod and completes")
    void jobSucceeds() {
        client().resource(job(0, container("exit", "0", "done"))).create();
        Job job = awaitJob("Complete");
        assertThat(job.getStatus().getSucceeded()).isEqualTo(1);
        assertThat(job.getStatus().getCompletionTime()).isNotNull();
        assertThat(pods().getFirst().getMetadata().getLabels()).containsEntry("batch.kubernetes.io/job-name", "job");
    }

    @Test
    @DisplayName("a Job tries again and fails when its limit is reached")
    void jobRetries() {
        client().resource(job(1, container("exit", "1"))).create();
        Job job = awaitJob("Failed");
        assertThat(job.getStatus().getFailed()).isEqualTo(2);
        assertThat(job.getStatus().getConditions())
                .extracting(JobCondition::getReason)
                .containsOnly("BackoffLimitExceeded");
        assertThat(pods()).hasSize(2);
    }

    @Test
    @DisplayName("a Job that fails for good by its failure policy is not tried again")
    void jobFailurePolicy() {
        client().resource(new JobBuilder(job(6, container("exit", "3")))
                        .editSpec()
                        .withNewPodFailurePolicy()
                        .addNewRule()
                        .withAction("FailJob")
                        .withNewOnExitCodes()
                        .withOperator("In")
                        .withValues(3)
                        .endOnExitCodes()
                        .endRule()
                        .endPodFailurePolicy()
                        .endSpec()
                        .build())
                .create();
        Job job = awaitJob("Failed");
        assertThat(job.getStatus().getConditions())
                .extracting(JobCondition::getReason)
                .containsOnly("PodFailurePolicy");
        assertThat(pods()).hasSize(1);
    }

    @Test
    @DisplayName("a Job past its deadline fails and its pod ends; a finished one goes when its time is over")
    void jobDeadlineAndExpiry() {
        // held, so that it can be looked at however soon its time is over
        client().resource(new JobBuilder(job(0, container("wait")))
                        .editMetadata()
                        .addToFinalizers("example.com/hold")
                        .endMetadata()
                        .editSpec()
                        .withActiveDeadlineSeconds(1L)
                        .withTtlSecondsAfterFinished(2)
                        .endSpec()
                        .build())
                .create();
        Job job = awaitJob("Failed");
        assertThat(job.getStatus().getConditions())
                .extracting(JobCondition::getReason)
                .containsOnly("DeadlineExceeded");
        eventually().until(() -> job().get().getMetadata().getDeletionTimestamp() != null);
        job().patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\": {\"finalizers\": null}}");
        eventually()
                .until(() -> client().batch()
                        .v1()
                        .jobs()
                        .inNamespace(namespace())
                        .list()
                        .getItems()
                        .isEmpty());
    }

    private Job job(int backoffLimit, Container container) {
        return new JobBuilder()
                .withNewMetadata()
                .withNamespace(namespace())
                .withName("job")
                .endMetadata()
                .withNewSpec()
                .withBackoffLimit(backoffLimit)
                .withNewTemplate()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withContainers(container)
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private Resource<Job> job() {
        return client().batch().v1().jobs().inNamespace(namespace()).withName("job");
    }

    private Job awaitJob(String condition) {
        return eventually()
                .until(
                        () -> job().get(),
                        job -> job.getStatus().getConditions().stream()
                                .anyMatch(seen -> seen.getType().equals(condition)
                                        && seen.getStatus().equals("True")));
    }
}
