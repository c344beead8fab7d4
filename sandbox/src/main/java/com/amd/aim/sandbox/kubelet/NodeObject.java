package com.amd.aim.sandbox.kubelet;

import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.hardware.Partition;
import com.amd.aim.sandbox.client.Times;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.NodeConditionBuilder;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.NodeStatusBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a simulated node looks like in the API: a two-socket GPU server as a kubelet registers it, with the labels of
 * AMD's node labeller (k8s-device-plugin, the flags of its DaemonSet) and the capacity that AMD's device plugin reports.
 */
final class NodeObject {

    /** How its container runtime names itself; no node that is not simulated has it. */
    static final String RUNTIME = "simulated://1.0.0";

    private static final int SIMDS_PER_COMPUTE_UNIT = 4; // of every GPU in the catalogue (CDNA)

    /** What a simulated node never suffers from. */
    private static final List<NodeCondition> PRESSURES = List.of(
            condition("MemoryPressure", false, "KubeletHasSufficientMemory", "kubelet has sufficient memory available"),
            condition("DiskPressure", false, "KubeletHasNoDiskPressure", "kubelet has no disk pressure"),
            condition("PIDPressure", false, "KubeletHasSufficientPID", "kubelet has sufficient PID available"));

    private NodeObject() {}

    /** When the node was registered, and when it last became ready or ceased to be. */
    record Since(Instant registered, Instant readiness) {}

    /** The node without its status. */
    static Node of(SimulatedNode node) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(node.name())
                .withLabels(labels(node))
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .build();
    }

    /** What can change about a node: whether its kubelet can run pods, and how many of its GPUs are broken. */
    record Health(boolean ready, int brokenGpus) {}

    /** The status as the kubelet posts it; {@code since} is when its conditions last changed. */
    static NodeStatus status(SimulatedNode node, String address, Health health, Since since, Instant now) {
        return new NodeStatusBuilder()
                .withCapacity(resources(node, 0))
                .withAllocatable(resources(node, health.brokenGpus))
                .withConditions(conditions(health.ready, since, now))
                .addNewAddress(address, "InternalIP")
                .addNewAddress(node.name(), "Hostname")
                .withNewNodeInfo()
                .withArchitecture("amd64")
                .withBootID(node.name())
                .withContainerRuntimeVersion(RUNTIME)
                .withKernelVersion("simulated")
                .withKubeProxyVersion("")
                .withKubeletVersion("v1.36.3")
                .withMachineID(node.name())
                .withOperatingSystem("linux")
                .withOsImage("Simulated node")
                .withSystemUUID(node.name())
                .endNodeInfo()
                .build();
    }

    private static List<NodeCondition> conditions(boolean ready, Since since, Instant now) {
        String reason = ready ? "KubeletReady" : "KubeletNotReady";
        String message = ready ? "kubelet is posting ready status" : "container runtime is down";
        return Stream.concat(
                        PRESSURES.stream()
                                .map(pressure -> new NodeConditionBuilder(pressure)
                                        .withLastTransitionTime(Times.print(since.registered))),
                        Stream.of(new NodeConditionBuilder(condition("Ready", ready, reason, message))
                                .withLastTransitionTime(Times.print(since.readiness))))
                .map(condition ->
                        condition.withLastHeartbeatTime(Times.print(now)).build())
                .toList();
    }

    /** A device plugin reports GPUs that are broken as capacity, but not as allocatable. */
    private static Map<String, Quantity> resources(SimulatedNode node, int brokenGpus) {
        Map<String, Quantity> resources = new TreeMap<>();
        resources.put("cpu", new Quantity("192"));
        resources.put("memory", new Quantity("2Ti"));
        resources.put("ephemeral-storage", new Quantity("7Ti"));
        resources.put("pods", new Quantity("110"));
        if (node.gpuCount() > 0) {
            resources.put("amd.com/gpu", new Quantity(Integer.toString(node.gpuCount() - brokenGpus)));
        }
        return resources;
    }

    private static Map<String, String> labels(SimulatedNode node) {
        Map<String, String> labels = new TreeMap<>();
        labels.put("kubernetes.io/arch", "amd64");
        labels.put("kubernetes.io/hostname", node.name());
        labels.put("kubernetes.io/os", "linux");
        if (node.gpuCount() > 0) {
            labels.put("feature.node.kubernetes.io/amd-gpu", "true");
            label(labels, node, "cu-count", gpu -> Integer.toString(gpu.computeUnits()));
            label(labels, node, "device-id", gpu -> gpu.deviceIds().getFirst());
            label(labels, node, "family", _ -> "AI");
            label(labels, node, "product-name", NodeObject::productName);
            label(labels, node, "simd-count", gpu -> Integer.toString(gpu.computeUnits() * SIMDS_PER_COMPUTE_UNIT));
            label(labels, node, "vram", Gpu::vramLabel);
            if (node.gpus().stream().anyMatch(kind -> kind.gpu().partition().isPresent())) {
                label(labels, node, "compute-memory-partition", NodeObject::partition);
            }
        }
        return labels;
    }

    /**
     * The labeller's three shapes: {@code beta.amd.com/gpu.vram.192G=8} always; {@code vram=192G} under both prefixes
     * where all GPUs have the same value; {@code amd.com/gpu.vram.192G=4} where they differ.
     */
    private static void label(Map<String, String> labels, SimulatedNode node, String kind, Function<Gpu, String> of) {
        Map<String, Integer> counts = new TreeMap<>();
        node.gpus().forEach(gpus -> counts.merge(of.apply(gpus.gpu()), gpus.count(), Integer::sum));
        boolean same = counts.size() == 1;
        counts.forEach((value, count) -> {
            labels.put("beta.amd.com/gpu." + kind + "." + value, Integer.toString(count));
            if (same) {
                labels.put("beta.amd.com/gpu." + kind, value);
                labels.put("amd.com/gpu." + kind, value);
            } else {
                labels.put("amd.com/gpu." + kind + "." + value, Integer.toString(count));
            }
        });
    }

    private static String partition(Gpu gpu) {
        return gpu.partition().map(Partition::mode).orElse("spx_nps1");
    }

    /** The board's name where the catalogue has one ({@code AMD_Instinct_MI325_OAM}), else the GPU's. */
    private static String productName(Gpu gpu) {
        List<String> names = gpu.productNames();
        return names.stream()
                .filter(name -> name.contains(" OAM"))
                .findFirst()
                .orElse(names.isEmpty() ? gpu.name() : names.getFirst())
                .replace(' ', '_')
                .replaceAll("[()]", "");
    }

    private static NodeCondition condition(String type, boolean status, String reason, String message) {
        return new NodeConditionBuilder()
                .withType(type)
                .withStatus(status ? "True" : "False")
                .withReason(reason)
                .withMessage(message)
                .build();
    }
}
