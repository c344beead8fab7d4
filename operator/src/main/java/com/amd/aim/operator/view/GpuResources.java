package com.amd.aim.operator.view;

import com.amd.aim.engine.hardware.Gpu;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The extended resources of AMD's device plugin: {@code amd.com/gpu}, and with its strategy {@code mixed} one per way in
 * which a GPU is divided, {@code amd.com/cpx_nps4}.
 */
public final class GpuResources {
    /** The resource by which whole GPUs are counted, and with the strategy {@code single} parts of them too. */
    public static final String GPU = "amd.com/gpu";

    private static final String DOMAIN = "amd.com/";
    private static final Pattern PARTITION = Pattern.compile("amd\\.com/[a-z]+_nps\\d");

    private GpuResources() {}

    /** Whether a resource counts GPUs or parts of them. */
    public static boolean isGpu(String resource) {
        return resource.equals(GPU) || PARTITION.matcher(resource).matches();
    }

    /** {@code amd.com/cpx_nps4} for the partition mode {@code cpx_nps4}. */
    public static String ofPartition(String mode) {
        return DOMAIN + mode;
    }

    /** What a kind of GPU is asked for by where the device plugin tells parts and wholes apart. */
    public static String ofKind(Gpu gpu) {
        return gpu.partition().map(part -> ofPartition(part.mode())).orElse(GPU);
    }

    /** The mode of a resource of partitions, {@code cpx_nps4}. */
    public static String modeOf(String resource) {
        return resource.substring(DOMAIN.length());
    }

    /** How many of each there are; those of which there are none are left out. */
    static SortedMap<String, Integer> of(@Nullable Map<String, Quantity> amounts) {
        SortedMap<String, Integer> gpus = new TreeMap<>();
        if (amounts != null) {
            amounts.forEach((resource, amount) -> {
                int count = amount.getNumericalAmount().intValue();
                if (count > 0 && isGpu(resource)) {
                    gpus.put(resource, count);
                }
            });
        }
        return gpus;
    }
}
