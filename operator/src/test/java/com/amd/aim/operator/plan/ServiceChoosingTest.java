package com.amd.aim.operator.plan;

import static com.amd.aim.operator.plan.Samples.condition;
import static com.amd.aim.operator.plan.Samples.gpuPod;
import static com.amd.aim.operator.plan.Samples.mi300x;
import static com.amd.aim.operator.plan.Samples.mi325x;
import static com.amd.aim.operator.plan.Samples.selection;
import static com.amd.aim.operator.plan.Samples.serverPod;
import static com.amd.aim.operator.plan.Samples.service;
import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.AIMServiceStatus.Phase;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** When a choice is kept, and when it is made again. */
class ServiceChoosingTest {
    private final PlanWorld world = new PlanWorld();

    @Test
    @DisplayName("a better node that appears later moves nothing")
    void choiceIsKept() {
        world.nodes.add(mi325x("b"));
        AIMService service = service("qwen", "modelId: Qwen/Qwen3-32B");
        world.step(service);
        assertThat(selection(service).hardware()).isEqualTo("MI325X");

        world.nodes.add(mi300x("a"));
        world.cacheReady();
        world.step(service);

        assertThat(selection(service).hardware()).isEqualTo("MI325X");
    }

    @Test
    @DisplayName("a choice whose GPUs are gone before it was started is made again")
    void groundShifted() {
        world.nodes.add(mi325x("b"));
        AIMService service = service("qwen", "modelId: Qwen/Qwen3-32B");
        world.step(service);
        world.nodes.clear();
        world.nodes.add(mi300x("a"));
        world.step(service);
        assertThat(selection(service).hardware()).isEqualTo("MI325X");

        world.cacheReady();
        world.step(service);

        assertThat(selection(service).hardware()).isEqualTo("MI300X");
        assertThat(world.deployment().getSpec().getReplicas()).isEqualTo(1);
    }

    @Test
    @DisplayName("nothing fits: the reasons are told, nothing is made, and a node that fits is enough to go on")
    void nothingFits() {
        AIMService service = service("qwen", "modelId: Qwen/Qwen3-32B");

        world.step(service);

        assertThat(service.getStatus().phase()).isEqualTo(Phase.Pending);
        assertThat(condition(service, "Stalled").getStatus()).isEqualTo("True");
        assertThat(condition(service, "RecipeSelected").getReason()).isEqualTo("HardwareAbsent");
        assertThat(world.deployments).isEmpty();
        assertThat(world.caches).isEmpty();

        world.nodes.add(mi300x("a"));
        world.step(service);

        assertThat(service.getStatus().phase()).isEqualTo(Phase.Caching);
    }

    @Test
    @DisplayName("pods that find no node for five minutes lead to another choice, if that one is free")
    void unschedulable() {
        world.nodes.addAll(List.of(mi300x("a"), mi325x("b")));
        AIMService service = service("qwen", "modelId: Qwen/Qwen3-32B");
        world.step(service);
        world.cacheReady();
        world.step(service);
        assertThat(selection(service).hardware()).isEqualTo("MI300X");
        world.pods.add(gpuPod("training", "a", 8));
        Pod pending = serverPod(world.deployment(), "qwen-1");
        world.pods.add(
                Samples.unschedulable(pending, "0/2 nodes are available: 2 Insufficient amd.com/gpu.", world.now));

        ServicePlan plan = world.step(service);

        assertThat(plan.work().lookAgain()).contains(Duration.ofMinutes(5));
        assertThat(condition(service, "Ready").getReason()).isEqualTo("Unschedulable");
        assertThat(condition(service, "Ready").getMessage())
                .isEqualTo("No node can take a server now: 0/2 nodes are available: 2 Insufficient amd.com/gpu.");

        world.now = world.now.plus(Duration.ofMinutes(5));
        world.step(service);

        assertThat(selection(service).hardware()).isEqualTo("MI325X");
    }

    @Test
    @DisplayName("pods that find no node stay where they are chosen for while nothing else is free")
    void unschedulableEverywhere() {
        world.nodes.addAll(List.of(mi300x("a"), mi325x("b")));
        AIMService service = service("qwen", "modelId: Qwen/Qwen3-32B");
        world.step(service);
        world.cacheReady();
        world.step(service);
        world.pods.addAll(List.of(gpuPod("training-a", "a", 8), gpuPod("training-b", "b", 8)));
        world.pods.add(Samples.unschedulable(serverPod(world.deployment(), "qwen-1"), "no room", world.now));

        world.now = world.now.plus(Duration.ofMinutes(20));
        ServicePlan plan = world.step(service);

        assertThat(selection(service).hardware()).isEqualTo("MI300X");
        assertThat(plan.work().lookAgain()).contains(Duration.ofMinutes(5));
    }

    @Test
    @DisplayName("a service that was ready once is not moved when its pods find no node any more")
    void neverMoved() {
        world.nodes.addAll(List.of(mi300x("a"), mi325x("b")));
        AIMService service = world.serving("qwen", "modelId: Qwen/Qwen3-32B");
        world.pods.clear();
        world.nodes.removeFirst();
        world.pods.add(Samples.unschedulable(serverPod(world.deployment(), "qwen-2"), "no room", world.now));

        world.now = world.now.plus(Duration.ofHours(1));
        ServicePlan plan = world.step(service);

        assertThat(selection(service).hardware()).isEqualTo("MI300X");
        assertThat(plan.work().lookAgain()).isEmpty();
    }

    @Test
    @DisplayName(
            "without the right to list nodes, pinned hardware and count are taken at their word and anything else is asked for")
    void nodesForbidden() {
        world.nodesForbidden = true;
        AIMService open = service("open", "modelId: Qwen/Qwen3-32B");
        AIMService pinned = service("pinned", "{modelId: Qwen/Qwen3-32B, hardware: MI300X, gpuCount: 2}");

        world.step(open);
        world.step(pinned);

        assertThat(condition(open, "Ready").getMessage()).contains("set spec.hardware and spec.gpuCount");
        assertThat(selection(pinned).gpus()).isEqualTo("2xMI300X");
    }
}
