package com.amd.aim.operator.reconcile.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.harness.OperatorHarness;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Found on a real API server: the operator saw the missing reference, put it back, and with it the server was deleted. */
@DisplayName("What a service owns")
class DeparturesTest {
    @Test
    @DisplayName(
            "is left behind when the service goes and the reference to it was taken off, and is kept while it stays")
    void leftBehind() {
        try (OperatorHarness world = OperatorHarness.cluster("1xMI300X:8")) {
            AIMService service = world.create("qwen", "{modelId: Qwen/Qwen3-0.6B}");
            Departures departures = new Departures(world.client());

            assertThat(departures.leavesBehind(service, Stream.of(deployment(service))))
                    .isFalse();
            assertThat(departures.leavesBehind(service, Stream.of(withoutOwner(service))))
                    .as("somebody took the reference off, and it is put back")
                    .isFalse();

            // as it is while the garbage collector takes references off; seen is still the service before
            service.getMetadata().setFinalizers(List.of("example.com/hold"));
            world.client().resource(service).update();
            world.client().resource(service).delete();
            assertThat(Objects.requireNonNull(world.service("qwen")).isMarkedForDeletion())
                    .isTrue();
            assertThat(departures.leavesBehind(service, Stream.of(deployment(service), withoutOwner(service))))
                    .isTrue();
        }
    }

    @Test
    @DisplayName("is not made anew when the service and its cache are deleted and the cache's end is heard of first")
    void cacheStaysDeleted() {
        try (OperatorHarness world = OperatorHarness.cluster("1xMI300X:8").withOperator()) {
            AIMService service = world.create("qwen", "{modelId: Qwen/Qwen3-0.6B}");
            world.untilReady("qwen");
            // else it would be gone before its finalizer is taken off
            OperatorHarness.until("held", () -> cache(world).hasFinalizer(Names.FINALIZER_IN_USE));
            world.holdWatches("aimservices");
            world.client().resource(service).delete();

            AIMModelCache cache = cache(world);
            world.client().resource(cache).delete();
            world.client()
                    .resource(cache)
                    .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\": {\"finalizers\": null}}");
            world.untilQuiet();
            world.releaseWatches();
            world.untilQuiet();

            assertThat(world.all(AIMModelCache.class)).isEmpty();
        }
    }

    private static AIMModelCache cache(OperatorHarness world) {
        return world.all(AIMModelCache.class).getFirst();
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
