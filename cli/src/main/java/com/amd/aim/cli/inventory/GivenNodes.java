package com.amd.aim.cli.inventory;

import com.amd.aim.engine.hardware.GpuCatalog;
import com.amd.aim.engine.hardware.NodeForm;
import com.amd.aim.engine.selection.Inventory;
import com.amd.aim.engine.selection.NodeGpus;
import com.amd.aim.operator.plan.ServiceNodes;
import com.amd.aim.operator.view.GpuResources;
import com.amd.aim.operator.view.NodeView;
import io.fabric8.kubernetes.api.model.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The GPUs of nodes that somebody writes down. */
public final class GivenNodes {
    private final GpuCatalog gpus;
    private final @Nullable String hardware;
    private final Supplier<ServiceNodes> wish;

    /**
     * For one who asks.
     *
     * @param hardware the kind that is asked for by name, canonical
     * @param wish which nodes of manifests may be used; nodes in short form have neither taints nor labels to look at
     */
    public GivenNodes(GpuCatalog gpus, @Nullable String hardware, Supplier<ServiceNodes> wish) {
        this.gpus = gpus;
        this.hardware = hardware;
        this.wish = wish;
    }

    /**
     * Reads what follows {@code --nodes}.
     *
     * @throws IllegalArgumentException with a sentence that names the text or the file
     */
    public Stock read(String nodes) {
        Inventory inventory = switch (WrittenNodes.read(nodes, gpus)) {
            case WrittenNodes.Forms(List<NodeForm> forms) -> ofForms(forms);
            case WrittenNodes.Manifests(List<Node> manifests) ->
                ClusterGpus.inventory(manifests.stream().map(NodeView::of).toList(), gpus, wish.get());
        };
        return new Stock(inventory, "in " + nodes.strip(), List.of());
    }

    private Inventory ofForms(List<NodeForm> forms) {
        List<NodeGpus> usable = new ArrayList<>();
        List<Inventory.Excluded> excluded = new ArrayList<>();
        for (NodeForm node : forms) {
            List<NodeForm.Gpus> kinds = node.gpus();
            Optional<NodeForm.Gpus> meant = kinds.size() == 1
                    ? Optional.of(kinds.getFirst())
                    : kinds.stream()
                            .filter(kind -> kind.gpu().name().equals(hardware))
                            .findFirst();
            meant.ifPresentOrElse(
                    kind -> usable.add(usable(node, kind)),
                    () -> excluded.add(
                            new Inventory.Excluded(node.name(), "several kinds of GPU; --hardware says which")));
        }
        return new Inventory(usable, excluded);
    }

    private static NodeGpus usable(NodeForm node, NodeForm.Gpus kind) {
        return new NodeGpus(
                node.name(),
                kind.gpu().name(),
                GpuResources.ofKind(kind.gpu()),
                kind.count(),
                OptionalInt.of(kind.count()));
    }
}
