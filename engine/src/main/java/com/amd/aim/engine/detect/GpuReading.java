package com.amd.aim.engine.detect;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One GPU, or one partition of it, as a source tells of it; what it does not tell is empty.
 *
 * @param index the number it goes by in the source
 * @param deviceId PCI device id in hex
 * @param names under which it is called, the most telling first
 * @param gfx compiler target, {@code gfx942}
 * @param memoryBytes its memory; of a partition, tools may tell the whole GPU's
 * @param computeUnits its compute units
 * @param partition compute and memory mode as node labels have it, {@code cpx_nps4}
 * @param uniqueId the chip's own number in hex, by which {@code ROCR_VISIBLE_DEVICES} may name it
 */
public record GpuReading(
        int index,
        Optional<String> deviceId,
        List<String> names,
        Optional<String> gfx,
        OptionalLong memoryBytes,
        OptionalInt computeUnits,
        Optional<String> partition,
        Optional<String> uniqueId) {
    /** Copies. */
    public GpuReading {
        names = List.copyOf(names);
    }

    /** The two modes in one word; empty unless the compute mode is told. */
    static Optional<String> partition(Optional<String> compute, Optional<String> memory) {
        return compute.map(
                mode -> memory.map(nps -> mode + "_" + nps).orElse(mode).toLowerCase(Locale.ROOT));
    }

    /** The same in this mode. */
    GpuReading inMode(Optional<String> mode) {
        return new GpuReading(index, deviceId, names, gfx, memoryBytes, computeUnits, mode, uniqueId);
    }
}
