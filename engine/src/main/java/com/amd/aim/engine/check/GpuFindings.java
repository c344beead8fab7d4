package com.amd.aim.engine.check;

import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.hardware.Partition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is to say of the GPUs: whose a device id is, and whether the parts of a divided one add up. */
final class GpuFindings {
    private GpuFindings() {}

    static List<Finding> of(List<Gpu> gpus) {
        List<Finding> found = new ArrayList<>();
        Map<String, String> owners = new HashMap<>();
        for (Gpu gpu : gpus) {
            for (String id : gpu.deviceIds()) {
                Optional<String> owner = Optional.ofNullable(owners.putIfAbsent(id, gpu.name()));
                owner.ifPresent(other -> found.add(Finding.error(
                        subject(gpu),
                        "device_ids",
                        id + " is listed for " + other + " too, and a node's label has only the id; remove it from one"
                                + " of them.")));
            }
            gpu.partitions().forEach(partition -> found.addAll(sums(gpu, partition)));
        }
        return found;
    }

    private static List<Finding> sums(Gpu gpu, Partition partition) {
        List<Finding> found = new ArrayList<>();
        if (partition.memoryBytes() * partition.perGpu() > gpu.memoryBytes()) {
            found.add(tooMuch(gpu, partition, "memory"));
        }
        if (partition.computeUnits() * partition.perGpu() > gpu.computeUnits()) {
            found.add(tooMuch(gpu, partition, "compute_units"));
        }
        return found;
    }

    private static Finding tooMuch(Gpu gpu, Partition partition, String field) {
        return Finding.error(
                subject(gpu),
                "partitions",
                "the " + field + " of " + partition.perGpu() + " x " + partition.mode()
                        + " are more than the whole GPU has; one part has a share of it.");
    }

    private static String subject(Gpu gpu) {
        return "GPU " + gpu.name();
    }
}
