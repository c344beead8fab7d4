package com.amd.aim.operator.plan;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.recipe.Recipe;
import com.amd.aim.engine.selection.Candidate;
import com.amd.aim.engine.selection.Chosen;
import com.amd.aim.engine.selection.Inventory;
import com.amd.aim.engine.selection.NodeGpus;
import com.amd.aim.engine.selection.NothingFits;
import com.amd.aim.engine.selection.Selection;
import com.amd.aim.engine.selection.Selector;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.AIMServiceSpec;
import com.amd.aim.operator.api.AIMServiceStatus;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.view.CacheView;
import com.amd.aim.operator.view.ClusterView;
import com.amd.aim.operator.view.GpuResources;
import com.amd.aim.operator.view.ServiceId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Chooses a recipe once and keeps to it. A choice is made again only when its key changes, when its GPUs are gone before it was
 * started, or when its pods never were Ready and found no node for five minutes; then only for something that is free now. A running
 * service is never moved because something better appeared.
 */
public final class ServiceChooser {
    private final Catalog catalog;
    private final ServiceInventory inventories;

    public ServiceChooser(Catalog catalog) {
        this.catalog = catalog;
        this.inventories = new ServiceInventory(catalog.gpus());
    }

    /** What is written down, as long as it holds; empty when a choice has to be made. */
    public Optional<Choosing> kept(AIMService service, ClusterView cluster) {
        return written(service, cluster).filter(choosing -> !isLost(choosing, service, cluster));
    }

    /** What is written down, as long as it holds, else a choice among what there is. */
    public Choosing choose(AIMService service, ClusterView cluster) {
        Optional<Choosing> written = written(service, cluster);
        if (written.isEmpty()) {
            return select(service, cluster);
        }
        return isLost(written.get(), service, cluster) ? elsewhere(written.get(), service, cluster) : written.get();
    }

    private Optional<Choosing> written(AIMService service, ClusterView cluster) {
        AIMServiceSpec spec = service.getSpec();
        ServerState servers = servers(service, cluster);
        String key = servers.annotation(Names.ANNOTATION_CHOICE_KEY).orElse("");
        Optional<ServiceChoice> written =
                servers.annotation(Names.ANNOTATION_CHOICE).flatMap(ServiceChoice::parse);
        if (written.isEmpty()) {
            return Optional.empty();
        }
        ServiceChoice choice = written.get();
        List<Recipe> recipes = cluster.recipes(service.getMetadata().getNamespace());
        Optional<Chosen> restored = Selector.restore(choice.names(), spec.modelId(), catalog, recipes);
        if (restored.isPresent()) {
            return key.equals(ChoiceKey.of(spec, restored.get()))
                    ? Optional.of(new Choosing.Settled(
                            restored.get(), key, written, considered(restored.get(), service, cluster)))
                    : Optional.empty();
        }
        boolean outlived = servers.isStarted()
                && choice.isShipped()
                && key.equals(ChoiceKey.ofShipped(spec))
                && spec.updatePolicy() != AIMServiceSpec.UpdatePolicy.Automatic;
        return outlived ? Optional.of(new Choosing.Outlived(choice)) : Optional.empty();
    }

    /** What was considered when the choice was made is in the status; where that was lost, what would be considered for it now. */
    private List<Candidate> considered(Chosen kept, AIMService service, ClusterView cluster) {
        boolean told = Optional.ofNullable(service.getStatus())
                .map(AIMServiceStatus::selection)
                .map(AIMServiceStatus.SelectionStatus::candidates)
                .isPresent();
        return !told
                        && select(service, cluster) instanceof Choosing.Settled again
                        && again.chosen().choice().equals(kept.choice())
                ? again.candidates()
                : List.of();
    }

    private static ServerState servers(AIMService service, ClusterView cluster) {
        ServiceId id = ServiceId.of(service);
        return new ServerState(cluster.deployment(id), cluster.pods(id));
    }

    /** The ground has shifted: what was chosen cannot be had. */
    private boolean isLost(Choosing choosing, AIMService service, ClusterView cluster) {
        if (!(choosing instanceof Choosing.Settled kept)) {
            return false;
        }
        ServerState servers = servers(service, cluster);
        if (servers.isStarted()) {
            return servers.unschedulableSince()
                    .map(since -> Duration.between(since, cluster.now()))
                    .filter(waited -> waited.compareTo(ServerState.UNSCHEDULABLE_PATIENCE) >= 0)
                    .isPresent();
        }
        boolean cached = kept.before()
                .flatMap(choice -> cluster.cache(service.getMetadata().getNamespace(), choice.cache()))
                .filter(CacheView::ready)
                .isPresent();
        return cached && !isFeasible(kept.chosen(), service, cluster);
    }

    private boolean isFeasible(Chosen chosen, AIMService service, ClusterView cluster) {
        return inventory(service, cluster)
                .map(inventory -> inventory.nodes().stream()
                        .filter(node -> isOf(node, chosen))
                        .anyMatch(node -> node.allocatable() >= chosen.gpuCount()))
                .orElse(true);
    }

    /** Servers that were started are only moved to GPUs that are free: otherwise they would wait there just the same. */
    private Choosing elsewhere(Choosing before, AIMService service, ClusterView cluster) {
        Choosing again = select(service, cluster);
        if (!servers(service, cluster).isStarted()) {
            return again;
        }
        boolean better = before instanceof Choosing.Settled kept
                && again instanceof Choosing.Settled found
                && !found.chosen().choice().equals(kept.chosen().choice())
                && isFree(found.chosen(), service, cluster);
        return better ? again : before;
    }

    private boolean isFree(Chosen chosen, AIMService service, ClusterView cluster) {
        return inventory(service, cluster).map(Inventory::nodes).orElse(List.of()).stream()
                .filter(node -> isOf(node, chosen))
                .anyMatch(node -> node.free().orElse(0) >= chosen.gpuCount());
    }

    private static boolean isOf(NodeGpus node, Chosen chosen) {
        return node.gpu().equals(chosen.gpu().name()) && node.resource().equals(chosen.resource());
    }

    private Choosing select(AIMService service, ClusterView cluster) {
        AIMServiceSpec spec = service.getSpec();
        Optional<Inventory> inventory = inventory(service, cluster).or(() -> pinned(spec));
        if (inventory.isEmpty()) {
            return new Choosing.Nothing(new NothingFits(
                    NothingFits.Cause.HARDWARE_ABSENT,
                    "The operator may not list nodes, so it cannot choose GPUs: set spec.hardware and spec.gpuCount, or grant it the right to list and watch nodes.",
                    List.of()));
        }
        Selection selection = Selector.select(
                ServiceRequest.of(spec),
                inventory.get(),
                catalog,
                cluster.recipes(service.getMetadata().getNamespace()));
        return switch (selection) {
            case Chosen chosen ->
                new Choosing.Settled(chosen, ChoiceKey.of(spec, chosen), Optional.empty(), chosen.candidates());
            case NothingFits nothing -> new Choosing.Nothing(nothing);
        };
    }

    private Optional<Inventory> inventory(AIMService service, ClusterView cluster) {
        return inventories.of(ServiceId.of(service), ServiceNodes.of(service.getSpec()), cluster.gpus());
    }

    /** Without the right to look, the user's word is taken that such a node exists. */
    private Optional<Inventory> pinned(AIMServiceSpec spec) {
        Integer count = spec.gpuCount();
        return count == null
                ? Optional.empty()
                : Optional.ofNullable(spec.hardware())
                        .map(hardware -> Inventory.of(catalog.gpus()
                                        .byName(hardware)
                                        .map(gpu -> new NodeGpus(
                                                "unknown",
                                                gpu.name(),
                                                GpuResources.ofKind(gpu),
                                                count,
                                                OptionalInt.empty()))
                                        .map(List::of)
                                        .orElse(List.of()))
                                .apart());
    }
}
