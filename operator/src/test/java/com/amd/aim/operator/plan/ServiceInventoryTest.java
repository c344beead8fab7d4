package com.amd.aim.operator.plan;

import static com.amd.aim.operator.plan.Samples.gpuPod;
import static com.amd.aim.operator.plan.Samples.mi300x;
import static com.amd.aim.operator.plan.Samples.mi325x;
import static com.amd.aim.operator.plan.Samples.service;
import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.selection.Inventory;
import com.amd.aim.engine.selection.NodeGpus;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.view.GpuClaim;
import com.amd.aim.operator.view.ServiceId;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which GPUs a service can count on, and which of them are free. */
class ServiceInventoryTest {
    private final PlanWorld world = new PlanWorld();
    private final ServiceInventory inventories = new ServiceInventory(PlanWorld.CATALOG.gpus());

    @Test
    @DisplayName("free is what is allocatable less the pods of others, whoever they belong to")
    void podsOfOthers() {
        world.nodes.addAll(List.of(mi300x("a"), mi300x("b")));
        world.pods.addAll(List.of(gpuPod("x", "a", 3), gpuPod("y", "a", 1), ended(gpuPod("done", "b", 8))));

        assertThat(free("modelId: Qwen/Qwen3-32B")).isEqualTo(Map.of("a", 4, "b", 8));
    }

    @Test
    @DisplayName("a service's own pods and claim do not count against it, but leave no room for one more")
    void ownPods() {
        world.nodes.add(mi300x("a"));
        AIMService chat = service("chat", "modelId: Qwen/Qwen3-32B");
        world.pods.add(own("a", 8));
        world.claims.add(new GpuClaim(ServiceId.of(chat), "MI300X", 8, 1));

        assertThat(free("modelId: Qwen/Qwen3-32B")).isEqualTo(Map.of("a", 8));
        assertThat(hasSpare(chat, false)).isFalse();
    }

    @Test
    @DisplayName("where the cache ties a service to one node, GPUs of other nodes are no room for one more")
    void spareOnTheSameNode() {
        world.nodes.addAll(List.of(mi300x("a"), mi300x("b")));
        AIMService chat = service("chat", "modelId: Qwen/Qwen3-32B");
        world.pods.add(own("a", 8));

        assertThat(hasSpare(chat, false)).isTrue();
        assertThat(hasSpare(chat, true)).isFalse();

        world.pods.set(0, own("a", 4));
        assertThat(hasSpare(chat, true)).isTrue();
    }

    private static Pod own(String node, int gpus) {
        return new PodBuilder(gpuPod("chat-1", node, gpus))
                .editMetadata()
                .withNamespace("team-a")
                .addToLabels("aim.amd.com/service", "chat")
                .endMetadata()
                .build();
    }

    private boolean hasSpare(AIMService service, boolean sameNode) {
        return inventories.hasSpare(
                ServiceId.of(service), ServiceNodes.of(service.getSpec()), world.gpus(), "MI300X", 1, sameNode);
    }

    @Test
    @DisplayName("parts of GPUs are a pool of their own, from which only those who ask for them take")
    void parts() {
        Node divided = new NodeBuilder(mi300x("a"))
                .editStatus()
                .addToAllocatable("amd.com/gpu", new Quantity("4"))
                .addToAllocatable("amd.com/cpx_nps4", new Quantity("32"))
                .endStatus()
                .build();
        world.nodes.add(divided);
        world.pods.add(gpuPod("x", "a", 3));
        Pod small = new PodBuilder(gpuPod("y", "a", 0))
                .editSpec()
                .editContainer(0)
                .editOrNewResources()
                .addToLimits("amd.com/cpx_nps4", new Quantity("2"))
                .endResources()
                .endContainer()
                .endSpec()
                .build();
        world.pods.add(small);

        assertThat(inventory("modelId: Qwen/Qwen3-32B").nodes())
                .containsExactly(
                        new NodeGpus("a", "MI300X", "amd.com/gpu", 4, OptionalInt.of(1)),
                        new NodeGpus("a", "MI300X/cpx_nps4", "amd.com/cpx_nps4", 32, OptionalInt.of(30)));
    }

    @Test
    @DisplayName("parts in a way that nobody knows the memory of are not used, and that is said")
    void unknownParts() {
        world.nodes.add(new NodeBuilder(mi300x("a"))
                .editStatus()
                .withAllocatable(Map.of("amd.com/tpx_nps9", new Quantity("24")))
                .endStatus()
                .build());

        assertThat(inventory("modelId: Qwen/Qwen3-32B").excluded())
                .containsExactly(new Inventory.Excluded(
                        "a",
                        "MI300X in parts of tpx_nps9, whose memory is not known; hardware/*.yaml lists partitions"));
    }

    @Test
    @DisplayName("what was promised to others and is not bound yet is taken where it fits most tightly")
    void claims() {
        world.nodes.addAll(List.of(mi300x("a"), mi300x("b"), mi325x("c")));
        world.pods.add(gpuPod("x", "b", 4));
        world.claims.add(new GpuClaim(new ServiceId("other", "one"), "MI300X", 4, 2));
        world.claims.add(new GpuClaim(new ServiceId("other", "two"), "MI300X", 8, 1));

        assertThat(free("modelId: Qwen/Qwen3-32B")).isEqualTo(Map.of("a", 4, "b", 0, "c", 8));
    }

    @Test
    @DisplayName("a claim whose pods are bound is counted once")
    void boundClaims() {
        world.nodes.add(mi300x("a"));
        world.pods.add(new PodBuilder(gpuPod("one-1", "a", 2))
                .editMetadata()
                .addToLabels("aim.amd.com/service", "one")
                .endMetadata()
                .build());
        world.claims.add(new GpuClaim(new ServiceId("other", "one"), "MI300X", 2, 1));

        assertThat(free("modelId: Qwen/Qwen3-32B")).isEqualTo(Map.of("a", 6));
    }

    @Test
    @DisplayName("without the right to list pods nothing is known to be free, and everything is still feasible")
    void podsForbidden() {
        world.nodes.add(mi300x("a"));
        world.podsForbidden = true;

        assertThat(inventory("modelId: Qwen/Qwen3-32B").nodes())
                .containsExactly(new NodeGpus("a", "MI300X", "amd.com/gpu", 8, OptionalInt.empty()));
    }

    @Test
    @DisplayName("our toleration and the user's make tainted nodes usable; other taints keep them out")
    void taints() {
        world.nodes.addAll(List.of(tainted("gpu", "amd.com/gpu"), tainted("user", "reserved"), tainted("other", "x")));

        Inventory inventory = inventory(
                "{modelId: Qwen/Qwen3-32B, podTemplate: {spec: {tolerations: [{key: reserved, operator: Exists}]}}}");

        assertThat(inventory.nodes()).extracting(NodeGpus::node).containsExactly("gpu", "user");
        assertThat(inventory.excluded())
                .containsExactly(new Inventory.Excluded(
                        "other", "tainted x=yes:NoSchedule, which spec.podTemplate does not tolerate"));
    }

    @Test
    @DisplayName("the user's nodeSelector keeps the others out")
    void nodeSelector() {
        world.nodes.addAll(List.of(mi300x("a"), mi325x("b")));
        world.nodes.getLast().getMetadata().getLabels().put("zone", "east");

        Inventory inventory = inventory("{modelId: Qwen/Qwen3-32B, podTemplate: {spec: {nodeSelector: {zone: east}}}}");

        assertThat(inventory.nodes()).extracting(NodeGpus::node).containsExactly("b");
    }

    private static Node tainted(String name, String key) {
        return new NodeBuilder(mi300x(name))
                .editSpec()
                .addNewTaint()
                .withKey(key)
                .withValue("yes")
                .withEffect("NoSchedule")
                .endTaint()
                .endSpec()
                .build();
    }

    private static Pod ended(Pod pod) {
        return new PodBuilder(pod)
                .withNewStatus()
                .withPhase("Succeeded")
                .endStatus()
                .build();
    }

    private Inventory inventory(String spec) {
        AIMService chat = service("chat", spec);
        return inventories
                .of(ServiceId.of(chat), ServiceNodes.of(chat.getSpec()), world.gpus())
                .orElseThrow();
    }

    private Map<String, Integer> free(String spec) {
        Map<String, Integer> free = new TreeMap<>();
        inventory(spec)
                .nodes()
                .forEach(node -> free.put(node.node(), node.free().orElseThrow()));
        return free;
    }
}
