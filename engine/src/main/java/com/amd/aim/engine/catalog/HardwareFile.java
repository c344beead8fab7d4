package com.amd.aim.engine.catalog;

import com.amd.aim.engine.hardware.Computation;
import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.hardware.Partition;
import com.amd.aim.engine.hardware.Precision;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads {@code hardware/*.yaml}: one kind of GPU per file. */
final class HardwareFile {
    private HardwareFile() {}

    static Gpu read(YamlMap file) {
        Gpu gpu = new Gpu(
                file.required("name"),
                file.required("gfx"),
                file.count("rank").orElse(0),
                bytes(file, "memory"),
                file.texts("device_ids"),
                file.texts("product_names"),
                file.required("vram_label"),
                file.count("compute_units").orElse(0),
                file.map("precisions").map(HardwareFile::precisions).orElse(Map.of()),
                file.maps("partitions").stream().map(HardwareFile::partition).toList(),
                Optional.empty(),
                file.map("defaults").map(HardwareFile::defaults).orElse(Gpu.Defaults.NONE));
        required(file, "rank", "compute_units", "precisions");
        file.done();
        return gpu;
    }

    private static Partition partition(YamlMap map) {
        String mode = map.required("mode");
        if (!mode.isEmpty() && !mode.matches("[a-z]+_nps\\d")) {
            map.problem("mode", "must be the compute and the memory mode, such as cpx_nps4");
        }
        Partition partition = new Partition(
                mode,
                map.count("per_gpu").orElse(0),
                bytes(map, "memory"),
                map.count("compute_units").orElse(0));
        required(map, "per_gpu", "compute_units");
        map.done();
        return partition;
    }

    private static void required(YamlMap map, String... fields) {
        for (String field : fields) {
            if (map.value(field).isEmpty()) {
                map.problem(field, "the field is missing");
            }
        }
    }

    private static long bytes(YamlMap file, String field) {
        required(file, field);
        Optional<Long> bytes = file.raw(field).map(text -> ByteSize.parse(text).orElse(0L));
        if (bytes.isPresent() && bytes.get() == 0) {
            file.problem(field, "must be " + ByteSize.FORM);
        }
        return bytes.orElse(0L);
    }

    private static Map<Precision, Computation> precisions(YamlMap map) {
        EnumMap<Precision, Computation> how = new EnumMap<>(Precision.class);
        words(map, "native").forEach(precision -> how.put(precision, Computation.NATIVE));
        for (Precision precision : words(map, "converted")) {
            if (how.putIfAbsent(precision, Computation.CONVERTED) != null) {
                map.problem("converted", precision.word() + " is native already");
            }
        }
        map.done();
        return how;
    }

    private static List<Precision> words(YamlMap map, String field) {
        return map.texts(field).stream()
                .flatMap(word -> {
                    Optional<Precision> precision = Precision.parse(word);
                    if (precision.isEmpty()) {
                        map.problem(field, PrecisionWord.unknown(word));
                    }
                    return precision.stream();
                })
                .toList();
    }

    private static Gpu.Defaults defaults(YamlMap map) {
        OptionalDouble share = OptionalDouble.empty();
        Optional<String> text = map.raw("gpu_memory_utilization");
        if (text.isPresent() && text.get().matches("0\\.\\d{1,4}|1|1\\.0")) {
            share = OptionalDouble.of(Double.parseDouble(text.get()));
        } else if (text.isPresent()) {
            map.problem("gpu_memory_utilization", "must be a number above 0 and at most 1");
        }
        Gpu.Defaults defaults = new Gpu.Defaults(share, map.count("max_model_len"), PrecisionWord.read(map, "dtype"));
        map.done();
        return defaults;
    }
}
