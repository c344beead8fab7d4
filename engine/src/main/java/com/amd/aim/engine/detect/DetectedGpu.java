package com.amd.aim.engine.detect;

import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.hardware.GpuCatalog;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A GPU with its kind.
 *
 * @param reading what the source told
 * @param kind empty when the catalogue has none of its id or name
 */
public record DetectedGpu(GpuReading reading, Optional<Gpu> kind) {
    /** {@code Aldebaran/MI200 [Instinct MI210]}: what the PCI database writes has the product in brackets. */
    private static final Pattern IN_BRACKETS = Pattern.compile("\\[([^\\]]+)\\]");

    /** The device id decides, as it alone never varies in spelling; then the names. */
    static DetectedGpu of(GpuReading reading, GpuCatalog gpus) {
        Optional<Gpu> kind = Stream.concat(
                        reading.deviceId().stream(), reading.names().stream().flatMap(DetectedGpu::spellings))
                .flatMap(name -> gpus.byName(name).stream())
                .findFirst();
        return new DetectedGpu(reading, kind);
    }

    private static Stream<String> spellings(String name) {
        return Stream.concat(
                Stream.of(name), IN_BRACKETS.matcher(name).results().map((MatchResult match) -> match.group(1)));
    }

    /** The kind's name; of an unknown one what the source calls it. */
    public String name() {
        return kind.map(Gpu::name)
                .or(() -> reading.names().stream().findFirst())
                .or(reading::deviceId)
                .orElse("unknown GPU");
    }

    /** Whether it is a part of a GPU: by its mode, or, where that is not told, by having half the compute units or fewer. */
    public boolean isPartition() {
        return reading.partition()
                .map(mode -> !mode.startsWith("spx"))
                .orElseGet(() -> kind.isPresent()
                        && reading.computeUnits().isPresent()
                        && reading.computeUnits().getAsInt() * 2 <= kind.get().computeUnits());
    }
}
