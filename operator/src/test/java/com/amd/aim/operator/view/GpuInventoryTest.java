package com.amd.aim.operator.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What changes of nodes and pods are changes of the inventory. */
class GpuInventoryTest {
    private static final Map<String, String> MI300X = Map.of("amd.com/gpu.device-id", "74a1");

    private final GpuInventory inventory = new GpuInventory();

    @Test
    @DisplayName("a heartbeat changes nothing, a label, a taint or a count does")
    void changes() {
        assertThat(inventory.put(node("a", MI300X, 8, true))).isTrue();
        assertThat(inventory.put(node("a", MI300X, 8, true))).isFalse();
        assertThat(inventory.put(node("a", MI300X, 7, true))).isTrue();
        assertThat(inventory.put(node("a", MI300X, 7, false))).isTrue();
        assertThat(inventory.removeNode("a")).isTrue();
        assertThat(inventory.removeNode("a")).isFalse();
        assertThat(inventory.version()).isEqualTo(4);
    }

    @Test
    @DisplayName("nodes without GPUs are not kept, and one that loses its GPUs and labels is gone")
    void otherNodes() {
        assertThat(inventory.put(node("cpu", Map.of("zone", "east"), 0, true))).isFalse();
        inventory.put(node("a", MI300X, 8, true));
        assertThat(inventory.put(node("a", Map.of(), 0, true))).isTrue();

        assertThat(nodes()).isEmpty();
    }

    @Test
    @DisplayName("a pod counts from when it is bound until it has ended")
    void pods() {
        GpuPod pod = new GpuPod("ns", "p", "a", 4, null);
        inventory.put("ns/p", Optional.of(pod));
        assertThat(inventory.snapshot(List.of()).pods()).isEqualTo(new Gpus.Listing.Known<>(List.of(pod)));
        inventory.put("ns/p", Optional.empty());
        assertThat(inventory.snapshot(List.of()).pods()).isEqualTo(new Gpus.Listing.Known<>(List.of()));
    }

    @Test
    @DisplayName("what may not be listed is not the same as nothing")
    void forbidden() {
        inventory.forbidNodes();
        inventory.forbidPods();

        assertThat(inventory.snapshot(List.of()).nodes()).isInstanceOf(Gpus.Listing.Forbidden.class);
        assertThat(inventory.snapshot(List.of()).pods()).isInstanceOf(Gpus.Listing.Forbidden.class);
    }

    private List<NodeView> nodes() {
        return inventory.snapshot(List.of()).nodes() instanceof Gpus.Listing.Known<NodeView> known
                ? known.items()
                : List.of();
    }

    private static NodeView node(String name, Map<String, String> labels, int gpus, boolean ready) {
        return new NodeView(name, labels, List.of(), gpus, ready, false);
    }
}
