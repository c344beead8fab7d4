package com.amd.aim.operator.plan;

import static com.amd.aim.operator.plan.Samples.condition;
import static com.amd.aim.operator.plan.Samples.edit;
import static com.amd.aim.operator.plan.Samples.gpuPod;
import static com.amd.aim.operator.plan.Samples.mi300x;
import static com.amd.aim.operator.plan.Samples.ready;
import static com.amd.aim.operator.plan.Samples.selection;
import static com.amd.aim.operator.plan.Samples.serverPod;
import static com.amd.aim.operator.plan.Samples.service;
import static com.amd.aim.operator.plan.Samples.templateHash;
import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.AIMServiceStatus.CacheUse;
import com.amd.aim.operator.api.AIMServiceStatus.Phase;
import com.amd.aim.operator.api.Names;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is decided for a service, step by step, over a cluster of values. */
class ServicePlanTest {
    private final PlanWorld world = new PlanWorld();

    @Test
    @DisplayName(
            "a service with only a model gets a recipe, a cache, and a workload without pods until the weights are there")
    void zeroConfiguration() {
        world.nodes.add(mi300x("a"));
        AIMService service = service("qwen", "modelId: Qwen/Qwen3-32B");

        world.step(service);

        assertThat(service.getStatus().phase()).isEqualTo(Phase.Caching);
        assertThat(selection(service).gpus()).isEqualTo("4xMI300X");
        assertThat(selection(service).candidates()).hasSizeBetween(2, 20);
        assertThat(world.caches).singleElement().satisfies(cache -> {
            assertThat(cache.getMetadata().getName()).startsWith("qwen3-32b-");
            assertThat(cache.getMetadata().getOwnerReferences()).isEmpty();
            assertThat(cache.getMetadata().getLabels()).containsEntry(Names.LABEL_MANAGED_BY, "aim-engine");
        });
        assertThat(world.deployment().getSpec().getReplicas()).isZero();
        assertThat(condition(service, "RecipeSelected").getStatus()).isEqualTo("True");
        assertThat(condition(service, "CacheReady").getReason()).isEqualTo("CacheNotReady");
        assertThat(condition(service, "Ready").getReason()).isEqualTo("CacheNotReady");
        assertThat(condition(service, "Reconciling").getStatus()).isEqualTo("True");

        world.cacheReady();
        world.step(service);

        assertThat(world.deployment().getSpec().getReplicas()).isEqualTo(1);
        assertThat(world.deployment().getSpec().getTemplate().getMetadata().getAnnotations())
                .containsEntry(Names.ANNOTATION_REVISION, PlanWorld.COMMIT);
        assertThat(service.getStatus().phase()).isEqualTo(Phase.Starting);

        world.pods.add(ready(serverPod(world.deployment(), "qwen-1"), "a"));
        world.step(service);

        assertThat(service.getStatus().phase()).isEqualTo(Phase.Serving);
        assertThat(service.getStatus().endpoint()).isEqualTo("http://qwen.team-a.svc:8000");
        assertThat(cache(service).hit()).isFalse();
        assertThat(condition(service, "Ready").getMessage()).isEqualTo("1 of 1 server answers.");
        assertThat(condition(service, "Stalled").getStatus()).isEqualTo("False");
    }

    @Test
    @DisplayName("a plan over its own result changes nothing, at every step")
    void idempotent() {
        world.nodes.add(mi300x("a"));
        AIMService service = service("qwen", "modelId: Qwen/Qwen3-32B");
        world.step(service);
        assertUnchanged(service);
        world.cacheReady();
        world.step(service);
        assertUnchanged(service);
        world.pods.add(ready(serverPod(world.deployment(), "qwen-1"), "a"));
        world.step(service);
        assertUnchanged(service);
    }

    private void assertUnchanged(AIMService service) {
        var deployment = world.deployment();
        var status = service.getStatus();
        world.now = world.now.plusSeconds(60);
        world.step(service);
        assertThat(world.deployment()).isEqualTo(deployment);
        assertThat(service.getStatus()).isEqualTo(status);
        assertThat(world.caches).hasSize(1);
    }

    @Test
    @DisplayName("a second service on the same model starts at once and says that the weights were there")
    void secondService() {
        world.nodes.add(mi300x("a"));
        world.step(service("first", "modelId: Qwen/Qwen3-32B"));
        world.cacheReady();
        AIMService second = service("second", "modelId: Qwen/Qwen3-32B");

        world.step(second);

        assertThat(world.caches).hasSize(1);
        assertThat(world.deployments.getLast().getSpec().getReplicas()).isEqualTo(1);
        assertThat(cache(second).hit()).isTrue();
    }

    @Test
    @DisplayName("an edit rolls out, with a new server first where GPUs are free and without one where not")
    void edits() {
        world.nodes.add(mi300x("a"));
        AIMService service = world.serving("qwen", "modelId: Qwen/Qwen3-32B");
        String before = templateHash(world.deployment());

        edit(service, "{modelId: Qwen/Qwen3-32B, args: {max-model-len: 16384}}");
        world.step(service);

        assertThat(templateHash(world.deployment())).isNotEqualTo(before);
        assertThat(world.deployment()
                        .getSpec()
                        .getStrategy()
                        .getRollingUpdate()
                        .getMaxSurge()
                        .getIntVal())
                .isEqualTo(1);
        assertThat(service.getStatus().phase()).isEqualTo(Phase.Updating);
        assertThat(condition(service, "Ready").getStatus()).isEqualTo("False");

        world.pods.add(gpuPod("training", "a", 4));
        edit(service, "{modelId: Qwen/Qwen3-32B, args: {max-model-len: 8192}}");
        world.step(service);
        world.step(service);

        assertThat(world.deployment()
                        .getSpec()
                        .getStrategy()
                        .getRollingUpdate()
                        .getMaxSurge()
                        .getIntVal())
                .isZero();
        assertThat(condition(service, "Reconciling").getMessage())
                .contains(
                        "no GPUs are free for one more where it could run, so an old one ends before the new one starts");
    }

    @Test
    @DisplayName("another checkpoint is fetched while the old servers go on, and replaces them when it is there")
    void otherSource() {
        world.nodes.add(mi300x("a"));
        AIMService service = world.serving("qwen", "modelId: Qwen/Qwen3-32B");
        String before = templateHash(world.deployment());

        edit(service, "{modelId: Qwen/Qwen3-32B, source: {revision: v2}}");
        world.step(service);

        assertThat(world.caches).hasSize(2);
        assertThat(templateHash(world.deployment())).isEqualTo(before);
        assertThat(world.deployment().getSpec().getReplicas()).isEqualTo(1);
        assertThat(service.getStatus().phase()).isEqualTo(Phase.Updating);
        assertThat(condition(service, "Ready").getStatus()).isEqualTo("False");
        assertThat(condition(service, "WorkloadReady").getStatus()).isEqualTo("True");

        world.cacheReady();
        world.step(service);

        assertThat(templateHash(world.deployment())).isNotEqualTo(before);
    }

    @Test
    @DisplayName("a cache that is not ready any more changes nothing of the servers that run from it")
    void cacheLostWhileServing() {
        world.nodes.add(mi300x("a"));
        AIMService service = world.serving("qwen", "modelId: Qwen/Qwen3-32B");
        Deployment before = world.deployment();

        world.cacheFailed("a file is missing");
        world.step(service);

        assertThat(world.deployment()).isEqualTo(before);
        assertThat(condition(service, "Ready").getStatus()).isEqualTo("True");
        assertThat(condition(service, "CacheReady").getMessage()).contains("a file is missing");
    }

    @Test
    @DisplayName("one server more is an update under way and not something that is wrong")
    void scaledUp() {
        world.nodes.add(mi300x("a"));
        AIMService service = world.serving("qwen", "modelId: Qwen/Qwen3-32B");

        edit(service, "{modelId: Qwen/Qwen3-32B, replicas: 2}");
        world.step(service);

        assertThat(service.getStatus().phase()).isEqualTo(Phase.Updating);
        assertThat(service.getStatus().ready()).isEqualTo("1/2");
        assertThat(condition(service, "Ready").getStatus()).isEqualTo("True");
        assertThat(condition(service, "Stalled").getStatus()).isEqualTo("False");
        assertThat(condition(service, "Reconciling").getMessage())
                .isEqualTo("1 of 2 servers answer. The rest is starting.");
    }

    @Test
    @DisplayName("scaled to zero is not an error, and keeps choice and cache")
    void scaledToZero() {
        world.nodes.add(mi300x("a"));
        AIMService service = world.serving("qwen", "modelId: Qwen/Qwen3-32B");

        edit(service, "{modelId: Qwen/Qwen3-32B, replicas: 0}");
        world.pods.clear();
        world.step(service);

        assertThat(world.deployment().getSpec().getReplicas()).isZero();
        assertThat(service.getStatus().phase()).isEqualTo(Phase.Stopped);
        assertThat(condition(service, "Ready").getReason()).isEqualTo("ScaledToZero");
        assertThat(condition(service, "Stalled").getStatus()).isEqualTo("False");
        assertThat(condition(service, "CacheReady").getStatus()).isEqualTo("True");
    }

    @Test
    @DisplayName(
            "a pod that was evicted and lies about dead says nothing of the service, neither running, edited nor stopped")
    void evicted() {
        world.nodes.add(mi300x("a"));
        AIMService service = world.serving("qwen", "modelId: Qwen/Qwen3-32B");
        Pod dead = evicted(serverPod(world.deployment(), "qwen-0"));
        world.pods.add(dead);
        world.step(service);
        assertThat(service.getStatus().phase()).isEqualTo(Phase.Serving);
        assertThat(service.getStatus().replicas()).isEqualTo(1);

        edit(service, "{modelId: Qwen/Qwen3-32B, args: {max-model-len: 1024}}");
        world.step(service);
        world.pods.clear();
        world.pods.addAll(List.of(dead, serverPod(world.deployment(), "qwen-2")));
        world.step(service);
        assertThat(condition(service, "Ready").getReason()).isEqualTo("Starting");
        world.pods.clear();
        world.pods.addAll(List.of(dead, ready(serverPod(world.deployment(), "qwen-2"), "a")));
        world.step(service);
        assertThat(service.getStatus().phase()).isEqualTo(Phase.Serving);
        assertThat(condition(service, "Reconciling").getReason()).isEqualTo("UpToDate");

        edit(service, "{modelId: Qwen/Qwen3-32B, args: {max-model-len: 1024}, replicas: 0}");
        world.pods.clear();
        world.pods.add(dead);
        world.step(service);
        assertThat(condition(service, "Reconciling").getStatus()).isEqualTo("False");
        assertThat(service.getStatus().replicas()).isZero();
    }

    private static Pod evicted(Pod pod) {
        return new PodBuilder(ready(pod, "a"))
                .editStatus()
                .withPhase("Failed")
                .withReason("Evicted")
                .withConditions()
                .addNewContainerStatus()
                .withName("server")
                .withNewState()
                .withNewTerminated()
                .withExitCode(137)
                .withReason("Error")
                .endTerminated()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }

    @Test
    @DisplayName("a paused service is told about and not touched")
    void paused() {
        world.nodes.add(mi300x("a"));
        AIMService service = world.serving("qwen", "modelId: Qwen/Qwen3-32B");

        edit(service, "{modelId: Qwen/Qwen3-32B, paused: true, args: {max-model-len: 1024}}");
        ServicePlan plan = world.step(service);

        assertThat(plan.work()).isEqualTo(ServiceWork.NONE);
        assertThat(condition(service, "Reconciling").getReason()).isEqualTo("Paused");
        assertThat(condition(service, "Ready").getStatus()).isEqualTo("True");
        assertThat(selection(service).recipe()).isEqualTo("qwen3-32b-mi300x-bf16");
    }

    @Test
    @DisplayName("arguments that are ours to set are refused in one sentence, and nothing is fetched for them")
    void ownedArguments() {
        world.nodes.add(mi300x("a"));
        AIMService service = service("qwen", "{modelId: Qwen/Qwen3-32B, args: {port: 9000}}");

        world.step(service);

        assertThat(condition(service, "Ready").getReason()).isEqualTo("ArgumentsInvalid");
        assertThat(condition(service, "Ready").getMessage()).contains("port");
        assertThat(service.getStatus().phase()).isEqualTo(Phase.Failed);
        assertThat(world.caches).isEmpty();
        assertThat(world.deployments).isEmpty();
    }

    @Test
    @DisplayName("a named cache must exist and hold what the service needs")
    void namedCache() {
        world.nodes.add(mi300x("a"));
        AIMService service = service("qwen", "{modelId: Qwen/Qwen3-32B, cache: {name: weights}}");

        world.step(service);

        assertThat(condition(service, "Ready").getMessage())
                .isEqualTo(
                        "spec.cache.name: there is no AIMModelCache 'weights' in namespace team-a; create it, or leave spec.cache.name out to have one made.");

        world.step(service("other", "modelId: Qwen/Qwen3-8B"));
        world.caches.getFirst().getMetadata().setName("weights");
        world.step(service);

        assertThat(condition(service, "Ready").getMessage())
                .isEqualTo(
                        "spec.cache.name: AIMModelCache 'weights' holds hf://Qwen/Qwen3-8B at main, but this service needs hf://Qwen/Qwen3-32B at main; name another cache, or leave spec.cache.name out.");
        assertThat(cache(service).name()).isNull();
    }

    @Test
    @DisplayName("a cache that failed stalls the service with the cache's own words")
    void cacheFailed() {
        world.nodes.add(mi300x("a"));
        AIMService service = service("llama", "modelId: meta-llama/Llama-3.1-8B-Instruct");
        world.step(service);

        world.cacheFailed("the licence was not accepted");
        world.step(service);

        assertThat(service.getStatus().phase()).isEqualTo(Phase.Failed);
        assertThat(condition(service, "Stalled").getMessage()).contains("the licence was not accepted");
        assertThat(world.deployment().getSpec().getReplicas()).isZero();
    }

    private static CacheUse cache(AIMService service) {
        return Objects.requireNonNull(service.getStatus().cache());
    }
}
