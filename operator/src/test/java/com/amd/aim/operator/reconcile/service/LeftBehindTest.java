package com.amd.aim.operator.reconcile.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.harness.OperatorHarness;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Found on a real API server: the operator saw the missing reference, put it back, and with it the server was deleted. */
@DisplayName("What a service owns")
class LeftBehindTest {
    @Test
    @DisplayName(
            "is left behind when the service goes and the reference to it was taken off, and is kept while it stays")
    void leftBehind() {
        try (OperatorHarness world = OperatorHarness.cluster("1xMI300X:8")) {
            AIMService service = world.create("qwen", "{modelId: Qwen/Qwen3-0.6B}");
            LeftBehind left = new LeftBehind(world.client());

            assertThat(left.by(service, Stream.of(deployment(service)))).isFalse();
            assertThat(left.by(service, Stream.of(withoutOwner(service))))
                    .as("somebody took the reference off, and it is put back")
                    .isFalse();

            // as it is while the garbage collector takes references off; seen is still the service before
            service.getMetadata().setFinalizers(List.of("example.com/hold"));
            world.client().resource(service).update();
            world.client().resource(service).delete();
            assertThat(Objects.requireNonNull(world.service("qwen")).isMarkedForDeletion())
                    .isTrue();
            assertThat(left.by(service, Stream.of(deployment(service), withoutOwner(service))))
                    .isTrue();
        }
    }

    private static Deployment deployment(AIMService owner) {
        return new DeploymentBuilder(withoutOwner(owner))
                .editMetadata()
                .addNewOwnerReference()
                .withApiVersion(owner.getApiVersion())
                .withKind(owner.getKind())
                .withName(owner.getMetadata().getName())
                .withUid(owner.getMetadata().getUid())
                .endOwnerReference()
                .endMetadata()
                .build();
    }

    private static Deployment withoutOwner(AIMService service) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(service.getMetadata().getName())
                .withNamespace(service.getMetadata().getNamespace())
                .endMetadata()
                .build();
    }
}
