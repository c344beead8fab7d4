package com.amd.aim.cli.doctor;

import com.amd.aim.engine.hardware.GpuCatalog;
import com.amd.aim.engine.hardware.GpuIdentity;
import com.amd.aim.engine.hardware.NodeLabels;
import com.amd.aim.engine.selection.Inventory;
import com.amd.aim.engine.selection.NodeGpus;
import com.amd.aim.operator.plan.ServiceInventory;
import com.amd.aim.operator.plan.ServiceNodes;
import com.amd.aim.operator.view.GpuResources;
import com.amd.aim.operator.view.Gpus;
import com.amd.aim.operator.view.NodeView;
import com.amd.aim.operator.view.ServiceId;
import io.fabric8.kubernetes.api.model.Taint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which nodes a service that asks for nothing in particular could use, as the operator judges them, and why not the others. */
final class NodeCheck implements Check {
    private static final String SUBJECT = "GPU nodes";
    private static final String GPU_OPERATOR = "helm install amd-gpu-operator gpu-operator-charts"
            + " --repo https://rocm.github.io/gpu-operator --namespace kube-amd-gpu --create-namespace";

    private final GpuCatalog gpus;

    NodeCheck(GpuCatalog gpus) {
        this.gpus = gpus;
    }

    @Override
    public List<Finding> of(Observations seen) {
        return switch (seen.nodes()) {
            case Seen.Hidden<List<NodeView>> hidden -> List.of(Finding.hidden(SUBJECT, "nodes", hidden));
            case Seen.Known<List<NodeView>>(List<NodeView> nodes) ->
                judge(nodes.stream().filter(this::hasGpus).toList(), nodes.size());
        };
    }

    private boolean hasGpus(NodeView node) {
        return node.gpus() > 0 || !(NodeLabels.identify(node.labels(), gpus) instanceof GpuIdentity.None);
    }

    private List<Finding> judge(List<NodeView> nodes, int all) {
        if (nodes.isEmpty()) {
            return List.of(Finding.error(
                    SUBJECT,
                    "None of %s has allocatable %s or labels amd.com/gpu.*: the device plugin and the node labeller are missing, or there are no AMD GPUs."
                            .formatted(Count.of(all, "node"), GpuResources.GPU),
                    GPU_OPERATOR));
        }
        Inventory inventory = inventory(nodes);
        List<Finding> findings = new ArrayList<>(List.of(usable(inventory.nodes(), nodes.size())));
        Map<String, NodeView> byName = nodes.stream().collect(Collectors.toMap(NodeView::name, Function.identity()));
        Map<String, List<String>> excluded = inventory.excluded().stream()
                .collect(Collectors.groupingBy(
                        Inventory.Excluded::reason,
                        TreeMap::new,
                        Collectors.mapping(Inventory.Excluded::node, Collectors.toList())));
        excluded.forEach((reason, names) -> findings.add(Finding.warning(
                SUBJECT,
                "%s cannot be used (%s): %s"
                        .formatted(Count.of(names.size(), "node"), Count.names(names), ended(reason)),
                fix(Objects.requireNonNull(byName.get(names.getFirst()))))));
        return findings;
    }

    private Inventory inventory(List<NodeView> nodes) {
        Gpus cluster = new Gpus(new Gpus.Listing.Known<>(nodes), new Gpus.Listing.Known<>(List.of()), List.of(), 0);
        return new ServiceInventory(gpus)
                .of(new ServiceId("", ""), ServiceNodes.ofAny(), cluster)
                .orElseThrow();
    }

    private static Finding usable(List<NodeGpus> usable, int nodes) {
        if (usable.isEmpty()) {
            return Finding.error(
                    SUBJECT,
                    "None of %s with AMD GPUs can be used; the reasons follow.".formatted(Count.of(nodes, "node")),
                    "kubectl get nodes --show-labels");
        }
        Map<String, List<NodeGpus>> kinds =
                usable.stream().collect(Collectors.groupingBy(NodeGpus::gpu, TreeMap::new, Collectors.toList()));
        return Finding.ok(
                SUBJECT,
                kinds.entrySet().stream()
                        .map(kind -> "%d %s on %s"
                                .formatted(
                                        kind.getValue().stream()
                                                .mapToInt(NodeGpus::allocatable)
                                                .sum(),
                                        kind.getKey(),
                                        Count.of(kind.getValue().size(), "node")))
                        .collect(Collectors.joining(", ", "Usable are ", ".")));
    }

    private String fix(NodeView node) {
        return switch (NodeLabels.identify(node.labels(), gpus)) {
            case GpuIdentity.Mixed mixed ->
                "kubectl patch aimservice NAME --type merge --patch '{\"spec\":{\"hardware\":\"%s\"}}'"
                        .formatted(mixed.counts().firstKey());
            case GpuIdentity.Unknown _ -> "kubectl get node %s --show-labels".formatted(node.name());
            case GpuIdentity.None _ -> pods(node);
            case GpuIdentity.Identified _ when node.gpus() == 0 -> pods(node);
            case GpuIdentity.Identified _ -> obstacle(node);
        };
    }

    /** Device plugin and labeller are pods on the node. */
    private static String pods(NodeView node) {
        return "kubectl get pods --all-namespaces --field-selector spec.nodeName=" + node.name();
    }

    private static String obstacle(NodeView node) {
        if (node.unschedulable()) {
            return "kubectl uncordon " + node.name();
        }
        if (!node.ready()) {
            return "kubectl describe node " + node.name();
        }
        return node.taints().stream()
                .filter(taint -> !"PreferNoSchedule".equals(taint.getEffect()))
                .filter(taint -> !GpuResources.GPU.equals(taint.getKey()))
                .findFirst()
                .map((Taint taint) ->
                        "kubectl taint nodes %s %s:%s-".formatted(node.name(), taint.getKey(), taint.getEffect()))
                .orElse("kubectl describe node " + node.name());
    }

    private static String ended(String reason) {
        return reason.endsWith(".") || reason.endsWith("?") ? reason : reason + ".";
    }
}
