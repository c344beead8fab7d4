package com.amd.aim.operator.reconcile.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.operator.view.ServiceId;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One service at a time is updated for the operator's sake. */
class RollOutsTest {
    private static final ServiceId A = new ServiceId("ns", "a");
    private static final ServiceId B = new ServiceId("ns", "b");

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final List<Deployment> underWay = new ArrayList<>();
    private final RollOuts rollOuts = new RollOuts(() -> List.copyOf(underWay), () -> now);

    @Test
    @DisplayName("the second has to wait, also before the first one's roll-out was seen, until that is over")
    void oneAtATime() {
        assertThat(rollOuts.take(A)).isTrue();
        assertThat(rollOuts.take(A)).isTrue();
        assertThat(rollOuts.take(B)).isFalse();

        underWay.add(deployment("a", 1, 0, 1, "ReplicaSetUpdated"));
        now = now.plusSeconds(60);
        assertThat(rollOuts.take(B)).isFalse();

        underWay.clear();
        assertThat(rollOuts.take(B)).isTrue();
    }

    @Test
    @DisplayName("a roll-out is under way until all pods are new and available, or its deadline has passed")
    void underWay() {
        assertThat(RollOuts.isUnderWay(deployment("a", 1, 1, 1, "NewReplicaSetAvailable")))
                .isFalse();
        assertThat(RollOuts.isUnderWay(deployment("a", 1, 0, 1, "ReplicaSetUpdated")))
                .isTrue();
        assertThat(RollOuts.isUnderWay(deployment("a", 2, 1, 2, "NewReplicaSetAvailable")))
                .isTrue();
        assertThat(RollOuts.isUnderWay(deployment("a", 1, 0, 1, "ProgressDeadlineExceeded")))
                .isFalse();
        assertThat(RollOuts.isUnderWay(new DeploymentBuilder(deployment("a", 1, 1, 1, "NewReplicaSetAvailable"))
                        .editMetadata()
                        .withGeneration(2L)
                        .endMetadata()
                        .build()))
                .isTrue();
    }

    private static Deployment deployment(String name, int wanted, int available, int updated, String reason) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("ns")
                .withGeneration(1L)
                .endMetadata()
                .withNewSpec()
                .withReplicas(wanted)
                .endSpec()
                .withNewStatus()
                .withObservedGeneration(1L)
                .withReplicas(wanted)
                .withUpdatedReplicas(updated)
                .withAvailableReplicas(available)
                .addNewCondition()
                .withType("Progressing")
                .withStatus("True")
                .withReason(reason)
                .endCondition()
                .endStatus()
                .build();
    }
}
