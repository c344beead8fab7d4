package com.amd.aim.cli.placement;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.recipe.Configuration;
import com.amd.aim.engine.selection.Chosen;
import com.amd.aim.engine.selection.Inventory;
import com.amd.aim.engine.selection.NodeGpus;
import com.amd.aim.engine.selection.NothingFits;
import com.amd.aim.engine.selection.Selector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Lays services on GPUs in the order of their names. Each is chosen for as the operator does: what is free ranks candidates, and rules
 * none out; its servers then go where they fit most tightly.
 */
public final class Placer {
    private final Catalog catalog;
    private final Map<Shelf, Integer> free = new TreeMap<>();
    private final Map<Shelf, Integer> all = new TreeMap<>();

    private Placer(Catalog catalog) {
        this.catalog = catalog;
    }

    private record Shelf(String node, String gpu) implements Comparable<Shelf> {
        static Shelf of(NodeGpus node) {
            return new Shelf(node.node(), node.gpu());
        }

        @Override
        public int compareTo(Shelf other) {
            return Comparator.comparing(Shelf::node).thenComparing(Shelf::gpu).compare(this, other);
        }
    }

    /**
     * Places them all.
     *
     * @param there the GPUs that there are for a service that is none of these, with what nobody holds
     */
    public static Plan place(Catalog catalog, Inventory there, List<Wanted> services) {
        Placer placer = new Placer(catalog);
        there.nodes().forEach(placer::stock);
        Map<Shelf, Integer> ofOthers = Map.copyOf(placer.free);
        services.forEach(service -> placer.stockOwn(service, ofOthers));
        List<Placement> placements = services.stream()
                .sorted(Comparator.comparing(Wanted::name).thenComparing(Wanted::namespace))
                .map(placer::place)
                .toList();
        return new Plan(placements, placer.left());
    }

    private void stock(NodeGpus node) {
        all.merge(Shelf.of(node), node.allocatable(), Math::max);
        free.putIfAbsent(Shelf.of(node), free(node));
    }

    /** What a service's own pods hold now is free for the plan. */
    private void stockOwn(Wanted service, Map<Shelf, Integer> ofOthers) {
        for (NodeGpus node : service.inventory().nodes()) {
            Shelf shelf = Shelf.of(node);
            stock(node);
            int own = free(node) - ofOthers.getOrDefault(shelf, free(node));
            free.merge(shelf, Math.max(0, own), Integer::sum);
        }
    }

    private static int free(NodeGpus node) {
        return node.free().orElse(node.allocatable());
    }

    private Placement place(Wanted service) {
        Inventory now = new Inventory(
                service.inventory().nodes().stream().map(this::asItIs).toList(),
                service.inventory().spansNodes(),
                service.inventory().excluded());
        return switch (Selector.select(service.request(), now, catalog, service.recipes())) {
            case NothingFits nothing -> Placement.none(service, nothing.message());
            case Chosen chosen -> lay(service, chosen, now);
        };
    }

    private NodeGpus asItIs(NodeGpus node) {
        return new NodeGpus(
                node.node(), node.gpu(), node.resource(), node.allocatable(), OptionalInt.of(left(Shelf.of(node))));
    }

    private Placement lay(Wanted service, Chosen chosen, Inventory now) {
        List<Shelf> shelves = now.nodes().stream()
                .filter(node -> node.gpu().equals(chosen.gpu().name()))
                .map(Shelf::of)
                .toList();
        Map<String, Integer> on = new TreeMap<>();
        int placed = 0;
        while (placed < service.replicas() && take(shelves, chosen.configuration(), on)) {
            placed++;
        }
        return Placement.of(
                service,
                chosen,
                on.entrySet().stream()
                        .map(entry -> new Placement.OnNode(entry.getKey(), entry.getValue()))
                        .toList(),
                placed == service.replicas() ? null : lacking(chosen, shelves));
    }

    private boolean take(List<Shelf> shelves, Configuration one, Map<String, Integer> on) {
        int gpus = one.gpusPerNode();
        List<Shelf> tightest = shelves.stream()
                .filter(shelf -> left(shelf) >= gpus)
                .sorted(Comparator.<Shelf>comparingInt(this::left).thenComparing(shelf -> shelf))
                .limit(one.nodes())
                .toList();
        if (tightest.size() < one.nodes()) {
            return false;
        }
        tightest.forEach(shelf -> {
            free.merge(shelf, -gpus, Integer::sum);
            on.merge(shelf.node(), 1, Integer::sum);
        });
        return true;
    }

    private String lacking(Chosen chosen, List<Shelf> shelves) {
        String left = shelves.stream()
                .filter(shelf -> left(shelf) > 0)
                .map(shelf -> "%d on %s".formatted(left(shelf), shelf.node()))
                .collect(Collectors.joining(", "));
        String nodes = chosen.nodes() == 1 ? "one node" : "each of " + chosen.nodes() + " nodes";
        return "One server takes %d %s of %s, and left are %s."
                .formatted(
                        chosen.configuration().gpusPerNode(),
                        chosen.gpu().name(),
                        nodes,
                        left.isEmpty() ? "none" : left);
    }

    private int left(Shelf shelf) {
        return Math.max(0, free.getOrDefault(shelf, 0));
    }

    private List<Plan.Left> left() {
        List<Plan.Left> left = new ArrayList<>();
        all.forEach((shelf, count) -> left.add(new Plan.Left(shelf.node(), shelf.gpu(), left(shelf), count)));
        return left;
    }
}
