package com.amd.aim.engine.detect;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One node of the driver's topology.
 *
 * @param simds its vector units; a processor has none
 * @param renderMinor the number of its {@code /dev/dri/renderD…}; 0 where it is not told
 * @param place where it sits on the PCI bus, the same for all partitions of a GPU
 */
record KfdNode(
        long simds,
        OptionalInt computeUnits,
        String deviceId,
        String gfx,
        OptionalLong memoryBytes,
        long renderMinor,
        String place,
        Optional<String> uniqueId) {
    /** The function of a PCI address; the driver numbers the partitions of a GPU with it. */
    private static final long FUNCTION = 7;

    private static final List<String> OWN_MEMORY = List.of("1", "2");

    /** Reads one; empty when it may not be read, as in a container that was not given this GPU. */
    static Optional<KfdNode> read(HostFiles files, String directory) {
        return files.text(directory + "/properties")
                .map(KfdNode::properties)
                .map(properties -> of(properties, memory(files, directory)));
    }

    private static KfdNode of(Map<String, String> properties, OptionalLong memory) {
        long simds = number(properties, "simd_count");
        long perUnit = number(properties, "simd_per_cu");
        String uniqueId = properties.getOrDefault("unique_id", "0");
        return new KfdNode(
                simds,
                perUnit > 0 ? OptionalInt.of((int) Math.min(simds / perUnit, Integer.MAX_VALUE)) : OptionalInt.empty(),
                "%04x".formatted(number(properties, "device_id")),
                gfx(number(properties, "gfx_target_version")),
                memory,
                number(properties, "drm_render_minor"),
                number(properties, "domain") + ":" + (number(properties, "location_id") & ~FUNCTION),
                uniqueId.matches("[1-9]\\d{0,18}|1[0-8]\\d{18}")
                        ? Optional.of(Long.toHexString(Long.parseUnsignedLong(uniqueId)))
                        : Optional.empty());
    }

    boolean isGpu() {
        return simds > 0;
    }

    String renderDevice() {
        return "renderD" + renderMinor;
    }

    GpuReading reading(int index, Optional<String> partition) {
        return new GpuReading(
                index,
                Optional.of(deviceId),
                List.of(),
                Optional.of(gfx),
                memoryBytes,
                computeUnits,
                partition,
                uniqueId);
    }

    /** {@code 90402} → {@code gfx942}, {@code 90010} → {@code gfx90a}. */
    private static String gfx(long version) {
        return "gfx%d%x%x".formatted(version / 10_000, version / 100 % 100, version % 100);
    }

    private static OptionalLong memory(HostFiles files, String directory) {
        String banks = directory + "/mem_banks";
        long bytes = files.names(banks).stream()
                .flatMap(bank -> files.text(banks + "/" + bank + "/properties").stream())
                .map(KfdNode::properties)
                .filter(bank -> OWN_MEMORY.contains(bank.get("heap_type")))
                .mapToLong(bank -> number(bank, "size_in_bytes"))
                .sum();
        return bytes > 0 ? OptionalLong.of(bytes) : OptionalLong.empty();
    }

    private static Map<String, String> properties(String text) {
        Map<String, String> properties = new HashMap<>();
        text.lines()
                .map(line -> line.strip().split("\\s+", 2))
                .filter(words -> words.length == 2)
                .forEach(words -> properties.put(words[0], words[1]));
        return properties;
    }

    /** What is no number, or too large a one to be any of ours, counts as 0, which the driver writes for absent. */
    private static long number(Map<String, String> properties, String name) {
        String value = properties.getOrDefault(name, "0");
        return value.matches("\\d{1,15}") ? Long.parseLong(value) : 0;
    }
}
