package com.amd.aim.cli.doctor;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.hardware.GpuIdentity;
import com.amd.aim.engine.hardware.NodeLabels;
import com.amd.aim.operator.view.NodeView;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether the engines' images are built for the cluster's GPUs, and the nodes have one driver. Pure labels: no node is entered. */
final class DriverCheck implements Check {
    private static final String SUBJECT = "Drivers";
    private static final List<String> DRIVER_LABELS =
            List.of("amd.com/gpu.driver-version", "beta.amd.com/gpu.driver-version");

    private final Catalog catalog;

    DriverCheck(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public List<Finding> of(Observations seen) {
        return seen.nodes() instanceof Seen.Known<List<NodeView>>(List<NodeView> nodes)
                ? Stream.concat(images(nodes).stream(), drivers(nodes).stream()).toList()
                : List.of();
    }

    private List<Finding> images(List<NodeView> nodes) {
        List<Gpu> kinds = nodes.stream()
                .map(node -> NodeLabels.identify(node.labels(), catalog.gpus()))
                .filter(GpuIdentity.Identified.class::isInstance)
                .map(identity -> ((GpuIdentity.Identified) identity).gpu())
                .distinct()
                .toList();
        return kinds.stream()
                .filter(gpu -> catalog.engines().stream()
                        .noneMatch(engine -> engine.gfxTargets().contains(gpu.gfx())))
                .map(gpu -> Finding.error(
                        SUBJECT,
                        "No engine's image is built for %s (%s); there are images of %s."
                                .formatted(gpu.name(), gpu.gfx(), releases()),
                        "kubectl patch aimservice NAME --type merge --patch '{\"spec\":{\"image\":\"IMAGE\"}}'"))
                .toList();
    }

    private String releases() {
        return catalog.engines().stream()
                .map(engine -> engine.backend() + " " + engine.version())
                .collect(Collectors.joining(", "));
    }

    private static List<Finding> drivers(List<NodeView> nodes) {
        Map<String, List<String>> versions = nodes.stream()
                .filter(node -> !driver(node).isEmpty())
                .collect(Collectors.groupingBy(
                        DriverCheck::driver, TreeMap::new, Collectors.mapping(NodeView::name, Collectors.toList())));
        return switch (versions.size()) {
            case 0 -> List.of();
            case 1 ->
                List.of(Finding.ok(
                        SUBJECT,
                        "All labelled nodes have the driver "
                                + versions.keySet().iterator().next() + "."));
            default ->
                List.of(Finding.warning(
                        SUBJECT,
                        versions.entrySet().stream()
                                .map(version -> version.getKey() + " on "
                                        + Count.of(version.getValue().size(), "node"))
                                .collect(Collectors.joining(
                                        ", ",
                                        "Nodes differ in their driver: ",
                                        "; what runs on one may fail on another.")),
                        "kubectl get nodes --label-columns " + DRIVER_LABELS.getFirst()));
        };
    }

    private static String driver(NodeView node) {
        return DRIVER_LABELS.stream()
                .flatMap(label -> Stream.ofNullable(node.labels().get(label)))
                .findFirst()
                .orElse("");
    }
}
