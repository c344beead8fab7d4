package com.amd.aim.sandbox.kubelet;

import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.hardware.NodeForm;
import com.amd.aim.engine.hardware.Partition;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The labels that AMD's node labeller writes (k8s-device-plugin, the flags of its DaemonSet). */
final class GpuLabels {

    private static final int SIMDS_PER_COMPUTE_UNIT = 4; // of every GPU in the catalogue (CDNA)

    private GpuLabels() {}

    static Map<String, String> of(List<NodeForm.Gpus> all) {
        Map<String, String> labels = new TreeMap<>();
        labels.put("feature.node.kubernetes.io/amd-gpu", "true");
        label(labels, all, "cu-count", gpu -> Integer.toString(gpu.computeUnits()));
        label(labels, all, "device-id", gpu -> gpu.deviceIds().getFirst());
        label(labels, all, "family", _ -> "AI");
        label(labels, all, "product-name", GpuLabels::productName);
        label(labels, all, "simd-count", gpu -> Integer.toString(gpu.computeUnits() * SIMDS_PER_COMPUTE_UNIT));
        label(labels, all, "vram", Gpu::vramLabel);
        if (all.stream().anyMatch(kind -> kind.gpu().partition().isPresent())) {
            label(labels, all, "compute-memory-partition", GpuLabels::partition);
        }
        return labels;
    }

    /**
     * The labeller's three shapes: {@code beta.amd.com/gpu.vram.192G=8} always; {@code vram=192G} under both prefixes
     * where all GPUs have the same value; {@code amd.com/gpu.vram.192G=4} where they differ.
     */
    private static void label(
            Map<String, String> labels, List<NodeForm.Gpus> all, String kind, Function<Gpu, String> of) {
        Map<String, Integer> counts = new TreeMap<>();
        all.forEach(gpus -> counts.merge(of.apply(gpus.gpu()), gpus.count(), Integer::sum));
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
}
