package com.amd.aim.cli.inventory;

import com.amd.aim.engine.detect.DetectedGpu;
import com.amd.aim.engine.detect.Detection;
import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.hardware.GpuCatalog;
import com.amd.aim.engine.selection.Inventory;
import com.amd.aim.engine.selection.NodeGpus;
import com.amd.aim.operator.view.GpuResources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The GPUs of the host or container that a command runs on; a container there can be given any of them. */
public final class HostGpus {
    private static final String NODE = "this-host";

    private final GpuCatalog gpus;

    public HostGpus(GpuCatalog gpus) {
        this.gpus = gpus;
    }

    /** What was found, as something to choose among; GPUs that no recipe can be for are named as left out. */
    public Stock of(Detection.Found found) {
        TreeMap<Gpu, Integer> usable = new TreeMap<>(Comparator.comparing(Gpu::name));
        List<Inventory.Excluded> excluded = new ArrayList<>();
        for (DetectedGpu gpu : found.usable()) {
            gpus.byName(name(gpu))
                    .ifPresentOrElse(
                            kind -> usable.merge(kind, 1, Integer::sum),
                            () -> excluded.add(new Inventory.Excluded(
                                    NODE, "GPU " + name(gpu) + ", which the catalogue does not know")));
        }
        List<NodeGpus> nodes = usable.entrySet().stream()
                .map(kind -> new NodeGpus(
                        NODE,
                        kind.getKey().name(),
                        GpuResources.ofKind(kind.getKey()),
                        kind.getValue(),
                        OptionalInt.of(kind.getValue())))
                .toList();
        return new Stock(new Inventory(nodes, excluded.stream().distinct().toList()), "on this host", List.of());
    }

    /** A part of a GPU is a kind of its own, named by the way it was divided. */
    private static String name(DetectedGpu gpu) {
        return gpu.isPartition() ? gpu.name() + "/" + gpu.reading().partition().orElse("partition") : gpu.name();
    }
}
