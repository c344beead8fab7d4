package com.amd.aim.engine.hardware;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the labels of AMD's node labeller, in each shape it writes: {@code amd.com/gpu.device-id=74a1} on a node with
 * one kind of GPU, {@code amd.com/gpu.device-id.74a1=4} per kind on a node with two (which then has no plain key), and
 * both under the prefix {@code beta.amd.com/gpu.}.
 *
 * <p>The device id decides, as it alone never varies in spelling; then the product name, which virtual functions may
 * lack; then memory and compute units together.
 */
public final class NodeLabels {
    private static final List<String> PREFIXES = List.of("amd.com/gpu.", "beta.amd.com/gpu.");
    private static final String FEATURE = "feature.node.kubernetes.io/amd-gpu";

    private final Map<String, String> labels;
    private final GpuCatalog gpus;

    private NodeLabels(Map<String, String> labels, GpuCatalog gpus) {
        this.labels = labels;
        this.gpus = gpus;
    }

    /** Tells which GPUs a node has from its labels (plain key to value). */
    public static GpuIdentity identify(Map<String, String> labels, GpuCatalog gpus) {
        return new NodeLabels(labels, gpus).identify();
    }

    private GpuIdentity identify() {
        if (labels.keySet().stream().noneMatch(key -> PREFIXES.stream().anyMatch(key::startsWith))) {
            return "true".equals(labels.get(FEATURE))
                    ? new GpuIdentity.Unknown("It has AMD GPUs, but none of the node labeller's labels amd.com/gpu.*.")
                    : new GpuIdentity.None();
        }
        return byName("device-id")
                .or(() -> byName("product-name"))
                .or(this::bySize)
                .orElseGet(() -> new GpuIdentity.Unknown("Its labels name no known GPU (" + seen() + "); known are "
                        + gpus.names() + ". A new GPU is one file in hardware/."));
    }

    /** Empty when the attribute is missing, or has one value that no GPU goes by. */
    private Optional<GpuIdentity> byName(String attribute) {
        Map<String, Integer> counts = counts(attribute);
        TreeMap<String, Integer> kinds = new TreeMap<>();
        counts.forEach(
                (value, count) -> kinds.merge(gpus.byName(value).map(Gpu::name).orElse(value), count, Integer::sum));
        if (kinds.size() > 1) {
            return Optional.of(new GpuIdentity.Mixed(kinds));
        }
        return kinds.keySet().stream().findFirst().flatMap(gpus::byName).map(this::asDivided);
    }

    private Optional<GpuIdentity> bySize() {
        Set<String> memory = counts("vram").keySet();
        Set<String> units = counts("cu-count").keySet();
        if (memory.size() != 1 || units.size() != 1) {
            return Optional.empty();
        }
        List<Gpu> alike = gpus.all().stream()
                .filter(gpu -> memory.contains(gpu.vramLabel()) && units.contains(String.valueOf(gpu.computeUnits())))
                .toList();
        return switch (alike.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(new GpuIdentity.Identified(alike.getFirst()));
            default ->
                Optional.of(new GpuIdentity.Unknown("Its labels (" + seen() + ") fit "
                        + alike.stream().map(Gpu::name).sorted().collect(Collectors.joining(" and "))
                        + " alike; the label amd.com/gpu.device-id would tell them apart."));
        };
    }

    /** A partition is not the GPU it is cut from: fitting a model to the whole would be wrong. */
    private GpuIdentity asDivided(Gpu gpu) {
        Optional<String> mode = counts("compute-memory-partition").keySet().stream()
                .filter(value -> !value.startsWith("spx"))
                .findFirst();
        return mode.map(how -> divided(gpu, how)).orElseGet(() -> whole(gpu));
    }

    private GpuIdentity divided(Gpu gpu, String mode) {
        return gpus.divided(gpu, mode)
                .<GpuIdentity>map(GpuIdentity.Identified::new)
                .orElseGet(() -> new GpuIdentity.Unknown("Its " + gpu.name() + " are partitioned (" + mode
                        + "), and how much memory such a part has is not"
                        + " known; hardware/*.yaml lists partitions."));
    }

    /** A device with half the compute units or fewer is a partition, also where no label names the mode. */
    private GpuIdentity whole(Gpu gpu) {
        OptionalInt fewest = counts("cu-count").keySet().stream()
                .filter(units -> units.matches("\\d{1,6}"))
                .mapToInt(Integer::parseInt)
                .min();
        return fewest.isPresent() && fewest.getAsInt() * 2 <= gpu.computeUnits()
                ? new GpuIdentity.Unknown("Its " + gpu.name() + " are partitioned (" + fewest.getAsInt() + " of "
                        + gpu.computeUnits() + " compute units), and no label amd.com/gpu.compute-memory-partition says"
                        + " how; start the node labeller with -compute-memory-partition.")
                : new GpuIdentity.Identified(gpu);
    }

    /** The attribute's values with how many GPUs have them; 0 where no label counts. */
    private Map<String, Integer> counts(String attribute) {
        TreeMap<String, Integer> counts = new TreeMap<>();
        for (String prefix : PREFIXES) {
            String plain = prefix + attribute;
            labels.forEach((key, value) -> {
                if (key.equals(plain)) {
                    counts.putIfAbsent(value, 0);
                } else if (key.startsWith(plain + ".")) {
                    int count = value.matches("\\d{1,6}") ? Integer.parseInt(value) : 0;
                    counts.merge(key.substring(plain.length() + 1), count, Math::max);
                }
            });
        }
        return counts;
    }

    private String seen() {
        return Stream.of("device-id", "product-name", "vram", "cu-count")
                .filter(attribute -> !counts(attribute).isEmpty())
                .map(attribute -> attribute + " "
                        + String.join(" and ", new TreeSet<>(counts(attribute).keySet())))
                .collect(Collectors.joining(", "));
    }
}
