package com.amd.aim.engine.hardware;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * One kind of GPU, as a scheduler counts it: a device of {@code amd.com/gpu}. On an MI250 that is one of the two dies.
 *
 * @param name canonical name, {@code MI300X}
 * @param gfx compiler target, {@code gfx942}; code built for it runs on every GPU of the same target
 * @param rank position among the generations, a newer or larger one higher; only its order matters
 * @param memoryBytes memory of one device
 * @param deviceIds PCI device ids in lower-case hex without {@code 0x}, those of virtual functions included
 * @param productNames further spellings under which drivers and labels name it
 * @param vramLabel what the node labeller writes for its memory, {@code 192G}
 * @param computeUnits compute units of one device
 * @param precisions the formats it computes, and how; a format that is missing cannot be served
 * @param partitions the ways in which it can be divided
 * @param partition for one device of a divided GPU: how it was divided; empty: a whole GPU
 * @param defaults what the serving engine is told where neither recipe nor size table says anything
 */
public record Gpu(
        String name,
        String gfx,
        int rank,
        long memoryBytes,
        List<String> deviceIds,
        List<String> productNames,
        String vramLabel,
        int computeUnits,
        Map<Precision, Computation> precisions,
        List<Partition> partitions,
        Optional<Partition> partition,
        Defaults defaults) {

    private static final long GIB = 1L << 30;

    /**
     * The hardware profile (R49).
     *
     * @param memoryUtilization share of the memory the engine may take, 0 to 1
     * @param maxLength context length in tokens
     * @param precision the format to prefer when the size of the model, and so the size table, does not say
     */
    public record Defaults(OptionalDouble memoryUtilization, OptionalInt maxLength, Optional<Precision> precision) {
        /** A GPU without a profile. */
        public static final Defaults NONE = new Defaults(OptionalDouble.empty(), OptionalInt.empty(), Optional.empty());
    }

    /** Copies; the formats are kept in the order of {@link Precision}. */
    public Gpu {
        deviceIds = List.copyOf(deviceIds);
        productNames = List.copyOf(productNames);
        partitions = List.copyOf(partitions);
        EnumMap<Precision, Computation> sorted = new EnumMap<>(Precision.class);
        sorted.putAll(precisions);
        precisions = Collections.unmodifiableMap(sorted);
    }

    /**
     * One device of this GPU when it is divided: a kind of its own, named {@code MI300X/cpx_nps4}, without a profile,
     * since what suits the whole does not suit a part.
     */
    public Gpu divided(Partition by) {
        return new Gpu(
                name + "/" + by.mode(),
                gfx,
                rank,
                by.memoryBytes(),
                deviceIds,
                productNames,
                vramLabel,
                by.computeUnits(),
                precisions,
                List.of(),
                Optional.of(by),
                Defaults.NONE);
    }

    /** Whether it computes the format at all, natively or by conversion. */
    public boolean computes(Precision precision) {
        return precisions.containsKey(precision);
    }

    /** Whether something made for {@code other} also runs here: same compiler target, no less memory. */
    public boolean standsInFor(Gpu other) {
        return gfx.equals(other.gfx) && memoryBytes >= other.memoryBytes;
    }

    /** {@code gfx942, 192 GiB}, for messages. */
    public String summary() {
        return gfx + ", " + memoryBytes / GIB + " GiB";
    }

    /** The formats it computes as words, {@code fp32, bf16, fp16}, for messages. */
    public String precisionWords() {
        return precisions.keySet().stream().map(Precision::word).collect(Collectors.joining(", "));
    }
}
