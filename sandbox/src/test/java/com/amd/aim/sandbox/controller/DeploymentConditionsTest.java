package com.amd.aim.sandbox.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.amd.aim.sandbox.controller.DeploymentConditions.Counts;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DeploymentConditionsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    @DisplayName("a new Deployment progresses and is not available")
    void fresh() {
        List<DeploymentCondition> conditions =
                DeploymentConditions.next(deployment(), new Counts(0, 0, 0, 0), "d-1", NOW);
        assertThat(conditions)
                .extracting(
                        DeploymentCondition::getType, DeploymentCondition::getStatus, DeploymentCondition::getReason)
                .containsExactly(
                        tuple("Progressing", "True", "ReplicaSetUpdated"),
                        tuple("Available", "False", "MinimumReplicasUnavailable"));
    }

    @Test
    @DisplayName("one that has arrived says so, and a pod lost later is no failure to progress")
    void arrived() {
        Deployment done = after(deployment(), new Counts(1, 1, 1, 1), NOW);
        assertThat(condition(done, "Progressing").getReason()).isEqualTo("NewReplicaSetAvailable");
        assertThat(condition(done, "Progressing").getMessage())
                .isEqualTo("ReplicaSet \"d-1\" has successfully progressed.");
        Deployment lost = after(done, new Counts(1, 1, 0, 0), NOW.plusSeconds(3600));
        assertThat(condition(lost, "Progressing").getReason()).isEqualTo("NewReplicaSetAvailable");
        assertThat(condition(lost, "Available").getStatus()).isEqualTo("False");
    }

    @Test
    @DisplayName("without progress until the deadline it has failed to progress; it recovers when it arrives")
    void deadline() {
        Deployment started = after(deployment(), new Counts(1, 1, 0, 0), NOW);
        assertThat(DeploymentConditions.untilDeadline(
                        started, started.getStatus().getConditions(), NOW))
                .contains(Duration.ofSeconds(31));
        Deployment late = after(started, new Counts(1, 1, 0, 0), NOW.plusSeconds(31));
        assertThat(condition(late, "Progressing").getReason()).isEqualTo("ProgressDeadlineExceeded");
        assertThat(condition(late, "Progressing").getStatus()).isEqualTo("False");
        Deployment recovered = after(late, new Counts(1, 1, 1, 1), NOW.plusSeconds(99));
        assertThat(condition(recovered, "Progressing").getReason()).isEqualTo("NewReplicaSetAvailable");
    }

    @Test
    @DisplayName("a condition that stays keeps its time")
    void times() {
        Deployment started = after(deployment(), new Counts(1, 1, 0, 0), NOW);
        Deployment later = after(started, new Counts(1, 1, 0, 0), NOW.plusSeconds(5));
        assertThat(later.getStatus().getConditions())
                .isEqualTo(started.getStatus().getConditions());
    }

    @Test
    @DisplayName("paused and resumed are neither progress nor failure")
    void paused() {
        Deployment paused = new DeploymentBuilder(after(deployment(), new Counts(1, 1, 0, 0), NOW))
                .editSpec()
                .withPaused(true)
                .endSpec()
                .build();
        Deployment still = after(paused, new Counts(1, 1, 0, 0), NOW.plusSeconds(99));
        assertThat(condition(still, "Progressing").getReason()).isEqualTo("DeploymentPaused");
        Deployment resumed = new DeploymentBuilder(still)
                .editSpec()
                .withPaused(false)
                .endSpec()
                .build();
        assertThat(condition(after(resumed, new Counts(1, 1, 0, 0), NOW.plusSeconds(100)), "Progressing")
                        .getReason())
                .isEqualTo("DeploymentResumed");
    }

    private static DeploymentCondition condition(Deployment deployment, String type) {
        return deployment.getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static Deployment after(Deployment deployment, Counts counts, Instant now) {
        return new DeploymentBuilder(deployment)
                .editOrNewStatus()
                .withReplicas(counts.replicas())
                .withUpdatedReplicas(counts.updated())
                .withReadyReplicas(counts.ready())
                .withAvailableReplicas(counts.available())
                .withConditions(DeploymentConditions.next(deployment, counts, "d-1", now))
                .endStatus()
                .build();
    }

    private static Deployment deployment() {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName("d")
                .endMetadata()
                .withNewSpec()
                .withReplicas(1)
                .withProgressDeadlineSeconds(30)
                .endSpec()
                .build();
    }
}
