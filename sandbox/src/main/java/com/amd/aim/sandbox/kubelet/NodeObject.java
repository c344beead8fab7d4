package com.amd.aim.sandbox.kubelet;

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
import java.util.stream.Stream;

/**
 * What a simulated node looks like in the API: a two-socket GPU server as a kubelet registers it, with the capacity that
 * AMD's device plugin reports.
 */
final class NodeObject {

    /** How its container runtime names itself; no node that is not simulated has it. */
    static final String RUNTIME = "simulated://1.0.0";

    private static final Map<String, Quantity> SERVER = Map.of(
            "cpu", new Quantity("192"),
            "memory", new Quantity("2Ti"),
            "ephemeral-storage", new Quantity("7Ti"),
            "pods", new Quantity("110"));

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
                .withTaints(node.taints())
                .withUnschedulable(node.cordoned() ? true : null)
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
        Map<String, Quantity> resources = new TreeMap<>(SERVER);
        resources.putAll(node.resources());
        int broken = brokenGpus;
        for (Map.Entry<String, Quantity> resource : resources.entrySet()) {
            if (broken > 0 && GpuResource.isOne(resource.getKey())) {
                int there = resource.getValue().getNumericalAmount().intValue();
                resource.setValue(new Quantity(Integer.toString(Math.max(0, there - broken))));
                broken -= Math.min(there, broken);
            }
        }
        return resources;
    }

    private static Map<String, String> labels(SimulatedNode node) {
        Map<String, String> labels = new TreeMap<>(Map.of(
                "kubernetes.io/arch", "amd64", "kubernetes.io/hostname", node.name(), "kubernetes.io/os", "linux"));
        labels.putAll(node.labels());
        return labels;
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
