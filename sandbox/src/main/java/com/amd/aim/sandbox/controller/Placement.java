package com.amd.aim.sandbox.controller;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.TaintBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where a pod goes, decided from nodes and what stands on them; the same input gives the same answer. Filters and
 * messages are those of kube-scheduler 1.36 ({@code FitError}), of the filters that this one knows. Among the nodes
 * that fit the least allocated one wins (the mean over cpu, memory and what else the pod asks for, with the pod on it),
 * then the first by name. Preferences (preferred affinity, {@code PreferNoSchedule}) do not count, and nobody is
 * preempted.
 */
sealed interface Placement {

    /** The pod goes to this node. */
    record Bind(String node) implements Placement {}

    /** Nothing fits now; {@code message} says how many nodes failed by which reason. */
    record Unschedulable(String message) implements Placement {}

    /** A node and the pods on it, with what they asked for together, per resource in base units. */
    record NodeLoad(Node node, Map<String, BigDecimal> requested, List<Pod> pods) {}

    /** Decides over {@code nodes} in any order. */
    static Placement decide(Pod pod, List<NodeLoad> nodes) {
        Map<String, BigDecimal> needs = PodRequests.of(pod.getSpec());
        Neighbours neighbours = new Neighbours(pod, nodes);
        List<NodeLoad> fitting = new ArrayList<>();
        Map<String, Integer> reasons = new TreeMap<>();
        for (NodeLoad node : nodes) {
            List<String> against =
                    unknown(pod).map(List::of).orElseGet(() -> against(pod.getSpec(), needs, node, neighbours));
            against.forEach(reason -> reasons.merge(reason, 1, Integer::sum));
            if (against.isEmpty()) {
                fitting.add(node);
            }
        }
        return fitting.stream()
                .min(Comparator.<NodeLoad, BigDecimal>comparing(node -> allocated(needs, node))
                        .thenComparing(node -> node.node().getMetadata().getName()))
                .<Placement>map(node -> new Bind(node.node().getMetadata().getName()))
                .orElseGet(() -> new Unschedulable(message(nodes.size(), reasons)));
    }

    /** {@code 0/3 nodes are available: 2 Insufficient amd.com/gpu, 1 node(s) were unschedulable.} */
    static String message(int nodes, Map<String, Integer> reasons) {
        if (nodes == 0) {
            return "no nodes available to schedule pods";
        }
        String why = reasons.entrySet().stream()
                .map(reason -> reason.getValue() + " " + reason.getKey())
                .sorted()
                .collect(Collectors.joining(", "));
        return "0/" + nodes + " nodes are available: " + why + ".";
    }

    /** {@code 0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims.} */
    static Unschedulable becauseOfPod(int nodes, String reason) {
        return new Unschedulable("0/" + nodes + " nodes are available: " + reason + ".");
    }

    private static List<String> against(
            PodSpec pod, Map<String, BigDecimal> needs, NodeLoad load, Neighbours neighbours) {
        Node node = load.node();
        if (cordoned(pod, node)) {
            return List.of("node(s) were unschedulable");
        }
        if (NodeMatch.untolerated(pod, taints(node)).isPresent()) {
            return List.of("node(s) had untolerated taint(s)");
        }
        if (!NodeMatch.selects(pod, node)) {
            return List.of("node(s) didn't match Pod's node affinity/selector");
        }
        List<String> missing = insufficient(needs, load);
        return missing.isEmpty() ? neighbours.against(node).stream().toList() : missing;
    }

    private static List<String> insufficient(Map<String, BigDecimal> needs, NodeLoad load) {
        Map<String, BigDecimal> allocatable = allocatable(load.node());
        List<String> missing = new ArrayList<>();
        if (BigDecimal.valueOf(load.pods().size() + 1L).compareTo(allocatable.getOrDefault("pods", BigDecimal.ZERO))
                > 0) {
            missing.add("Too many pods");
        }
        needs.forEach((name, amount) -> {
            BigDecimal used = load.requested().getOrDefault(name, BigDecimal.ZERO);
            if (used.add(amount).compareTo(allocatable.getOrDefault(name, BigDecimal.ZERO)) > 0) {
                missing.add("Insufficient " + name);
            }
        });
        return missing;
    }

    private static BigDecimal allocated(Map<String, BigDecimal> needs, NodeLoad load) {
        Map<String, BigDecimal> counted = new TreeMap<>(needs);
        counted.putIfAbsent("cpu", BigDecimal.ZERO);
        counted.putIfAbsent("memory", BigDecimal.ZERO);
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<String, BigDecimal> need : counted.entrySet()) {
            BigDecimal capacity = allocatable(load.node()).getOrDefault(need.getKey(), BigDecimal.ZERO);
            BigDecimal used = load.requested()
                    .getOrDefault(need.getKey(), BigDecimal.ZERO)
                    .add(need.getValue());
            if (capacity.signum() > 0) {
                sum = sum.add(used.divide(capacity, MathContext.DECIMAL64));
            }
        }
        return sum.divide(BigDecimal.valueOf(counted.size()), MathContext.DECIMAL64);
    }

    private static Map<String, BigDecimal> allocatable(Node node) {
        return node.getStatus() == null || node.getStatus().getAllocatable() == null
                ? Map.of()
                : PodRequests.amounts(node.getStatus().getAllocatable());
    }

    private static boolean cordoned(PodSpec pod, Node node) {
        Taint cordon = taint("node.kubernetes.io/unschedulable", "NoSchedule");
        return Boolean.TRUE.equals(node.getSpec().getUnschedulable())
                && NodeMatch.untolerated(pod, List.of(cordon)).isPresent();
    }

    /** The node's taints and the one that the node lifecycle controller puts on a node that is not Ready. */
    private static List<Taint> taints(Node node) {
        List<Taint> taints =
                new ArrayList<>(Objects.requireNonNullElse(node.getSpec().getTaints(), List.of()));
        boolean ready = node.getStatus() != null
                && node.getStatus().getConditions().stream()
                        .anyMatch(condition ->
                                "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
        if (!ready) {
            taints.add(taint("node.kubernetes.io/not-ready", "NoSchedule"));
        }
        return taints;
    }

    private static Taint taint(String key, String effect) {
        return new TaintBuilder().withKey(key).withEffect(effect).build();
    }

    /** Rules that nothing here can keep are refused, not ignored. */
    private static Optional<String> unknown(Pod pod) {
        List<TopologySpreadConstraint> spread =
                Objects.requireNonNullElse(pod.getSpec().getTopologySpreadConstraints(), List.of());
        Optional<String> rule =
                spread.stream().anyMatch(constraint -> "DoNotSchedule".equals(constraint.getWhenUnsatisfiable()))
                        ? Optional.of("topologySpreadConstraints")
                        : Neighbours.unknown(pod);
        return rule.map(name -> "node(s) cannot be judged by " + name + " in a sandbox");
    }
}
