package com.amd.aim.operator.reconcile.service;

import static com.amd.aim.operator.harness.OperatorHarness.condition;
import static com.amd.aim.operator.harness.OperatorHarness.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.AIMServiceStatus.SelectionStatus;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.harness.Edits;
import com.amd.aim.operator.harness.OperatorHarness;
import com.amd.aim.operator.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A service and the cache it needs, both controllers at work. */
class ServiceWeightsTest {
    private static final String SMALL = "{modelId: Qwen/Qwen3-0.6B}";

    private final OperatorHarness world = OperatorHarness.cluster("1xMI300X:8").withOperator();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName("no server is started before the weights are there; a hub that is away is told in the cache's words")
    void hubAway() {
        world.sandbox().hub().faults().down();
        world.create("qwen", SMALL);

        AIMService waiting = world.untilReason("qwen", "Ready", "CacheFailed");

        assertThat(condition(waiting, "Ready").getMessage()).contains("cannot be reached", "Given up after");
        assertThat(condition(waiting, "RecipeSelected").getStatus()).isEqualTo("True");
        assertNoServer();

        world.sandbox().hub().faults().clear();
        String cache = cache().getMetadata().getName();
        Edits.edit(
                world.client()
                        .resources(AIMModelCache.class)
                        .inNamespace(world.namespace())
                        .withName(cache),
                found -> {
                    found.getMetadata().getAnnotations().put(Names.ANNOTATION_RETRY, "1");
                    return found;
                });
        world.untilReady("qwen");
    }

    @Test
    @DisplayName("a claim that stays Pending keeps the servers from being started, until its StorageClass is there")
    void claimPending() {
        world.create("qwen", "{modelId: Qwen/Qwen3-0.6B, cache: {storage: {storageClassName: later}}}");
        until(
                "the cache says why",
                () -> world.all(AIMModelCache.class).stream()
                        .anyMatch(cache -> is(cache, "StorageReady", "StorageClassMissing")));

        assertThat(condition(world.untilReason("qwen", "Ready", "CacheNotReady"), "CacheReady")
                        .getStatus())
                .isEqualTo("False");
        assertNoServer();

        world.client()
                .resource(new StorageClassBuilder()
                        .withNewMetadata()
                        .withName("later")
                        .endMetadata()
                        .withProvisioner("sandbox.aim.amd.com/directory")
                        .build())
                .create();
        world.untilReady("qwen");
    }

    @Test
    @DisplayName("a cache in use that is deleted stays and says for whom; with its last service it goes")
    void deletedWhileUsed() {
        world.create("qwen", SMALL);
        world.untilReady("qwen");
        until("held", () -> cache().hasFinalizer(Names.FINALIZER_IN_USE));

        world.client().resource(cache()).delete();

        until("it says for whom", () -> message(cache(), "Ready").contains("service qwen no longer uses it"));
        assertThat(Objects.requireNonNull(world.service("qwen")).getStatus().ready())
                .isEqualTo("1/1");

        world.client().resource(Objects.requireNonNull(world.service("qwen"))).delete();
        until("gone", () -> world.all(AIMModelCache.class).isEmpty());
    }

    @Test
    @DisplayName(
            "a choice stays when a better node comes and when what does not bear on it is edited, and is made anew otherwise")
    void chosenOncePerKey() {
        world.create("qwen", "{modelId: Qwen/Qwen3-32B}");
        SelectionStatus first = selection(world.untilReady("qwen"));
        assertThat(first.hardware()).isEqualTo("MI300X");

        world.addNodes("1xMI355X:8");
        world.edit("qwen", "{env: [{name: A, value: b}]}");
        SelectionStatus second = selection(world.untilReady("qwen"));
        assertThat(second.hardware()).isEqualTo("MI300X");
        assertThat(second.gpus()).isEqualTo(first.gpus());

        world.edit("qwen", "{hardware: MI355X}");
        assertThat(selection(world.untilReady("qwen")).hardware()).isEqualTo("MI355X");
    }

    @Test
    @DisplayName("what the pod template says reaches the pod as it is, a selector's \"true\" as well")
    void podTemplate() {
        Edits.edit(world.client().nodes().withName("mi300x-0"), node -> {
            node.getMetadata().getLabels().put("disk", "true");
            return node;
        });
        world.create("qwen", """
                {modelId: Qwen/Qwen3-0.6B, podTemplate: {spec: {
                  nodeSelector: {disk: "true"},
                  tolerations: [{key: x, operator: Exists, effect: NoExecute, tolerationSeconds: 60}],
                  volumes: [{name: scratch, emptyDir: {}}]}}}
                """);
        world.untilReady("qwen");

        assertThat(world.servers("qwen")).singleElement().satisfies(pod -> {
            assertThat(pod.getSpec().getNodeSelector()).containsEntry("disk", "true");
            assertThat(pod.getSpec().getTolerations())
                    .anySatisfy(toleration ->
                            assertThat(toleration.getTolerationSeconds()).isEqualTo(60));
            assertThat(pod.getSpec().getVolumes())
                    .anySatisfy(volume -> assertThat(volume.getName()).isEqualTo("scratch"));
        });
    }

    private void assertNoServer() {
        assertThat(world.all(Pod.class))
                .noneMatch(pod -> pod.getMetadata().getLabels().containsKey(Names.LABEL_SERVICE));
        assertThat(Objects.requireNonNull(world.deployment("qwen")).getSpec().getReplicas())
                .isZero();
    }

    private AIMModelCache cache() {
        return world.all(AIMModelCache.class).getFirst();
    }

    private static boolean is(AIMModelCache cache, String type, String reason) {
        return find(cache, type)
                .filter(condition -> condition.getReason().equals(reason))
                .isPresent();
    }

    private static String message(AIMModelCache cache, String type) {
        return find(cache, type).map(Condition::getMessage).orElse("");
    }

    private static Optional<Condition> find(AIMModelCache cache, String type) {
        return cache.getStatus() == null
                ? Optional.empty()
                : Conditions.find(cache.getStatus().conditions(), type);
    }

    private static SelectionStatus selection(@Nullable AIMService service) {
        return Objects.requireNonNull(
                Objects.requireNonNull(service).getStatus().selection());
    }
}
