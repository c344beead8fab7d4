package com.amd.aim.engine.hardware;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The GPUs that are known, newest first, found under any of the names they go by. A device of a divided GPU is found
 * as {@code MI300X/cpx_nps4}.
 */
public final class GpuCatalog {
    /** Newest first; by name where two are of one generation. */
    public static final Comparator<Gpu> NEWEST_FIRST =
            Comparator.comparingInt(Gpu::rank).reversed().thenComparing(Gpu::name);

    private final List<Gpu> gpus;
    private final Map<String, Gpu> bySpelling;
    /** Spares inventories of thousands of nodes, which use these names, to have them respelt. */
    private final Map<String, Gpu> byExactName = new HashMap<>();

    /** The first of two GPUs that claim one spelling keeps it. */
    public GpuCatalog(List<Gpu> gpus) {
        this.gpus = gpus.stream().sorted(NEWEST_FIRST).toList();
        Map<String, Gpu> found = new LinkedHashMap<>();
        this.gpus.forEach(gpu -> found.putIfAbsent(normal(gpu.name()), gpu));
        for (Gpu gpu : this.gpus) {
            gpu.productNames().forEach(name -> found.putIfAbsent(normal(name), gpu));
            gpu.deviceIds().forEach(id -> found.putIfAbsent(normal(id), gpu));
            gpu.partitions().stream()
                    .map(gpu::divided)
                    .forEach(device -> found.putIfAbsent(normal(device.name()), device));
        }
        this.bySpelling = Map.copyOf(found);
        found.values().forEach(gpu -> byExactName.put(gpu.name(), gpu));
    }

    /** All of them, newest first, each whole. */
    public List<Gpu> all() {
        return gpus;
    }

    /**
     * Finds a GPU by its name, a product name or a device id, however written: {@code MI300X},
     * {@code AMD_Instinct_MI300X_OAM}, {@code AMD Instinct MI300X}, {@code 74a1} and {@code 0x74A1} are one.
     */
    public Optional<Gpu> byName(String name) {
        Gpu exact = byExactName.get(name);
        return Optional.ofNullable(exact == null ? bySpelling.get(normal(name)) : exact);
    }

    /** The whole GPU that a device is, or is a part of. */
    public Gpu whole(Gpu gpu) {
        return gpu.partition().isEmpty()
                ? gpu
                : Optional.ofNullable(byExactName.get(
                                gpu.name().substring(0, gpu.name().indexOf('/'))))
                        .orElse(gpu);
    }

    /** A device of the GPU divided in that way; empty where it is not known to be divisible so. */
    public Optional<Gpu> divided(Gpu gpu, String mode) {
        return Optional.ofNullable(byExactName.get(whole(gpu).name() + "/" + mode));
    }

    /** {@code MI355X, MI350X, …}: what a message lists as known. */
    public String names() {
        return gpus.stream().map(Gpu::name).collect(Collectors.joining(", "));
    }

    /** Lower case, without separators, brand, and suffix of board or virtual function, so that all spellings meet. */
    private static String normal(String spelling) {
        String letters =
                spelling.toLowerCase(Locale.ROOT).replaceFirst("^0x", "").replaceAll("[^a-z0-9]", "");
        return letters.replaceFirst("^(amd)?(instinct)?", "").replaceFirst("(oam|vf|hf)+$", "");
    }
}
