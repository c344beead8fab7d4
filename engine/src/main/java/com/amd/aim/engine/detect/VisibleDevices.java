package com.amd.aim.engine.detect;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The GPUs that the environment leaves visible, by the rules of ROCm: {@code ROCR_VISIBLE_DEVICES} first; then, counted among what is
 * left, {@code HIP_VISIBLE_DEVICES} or, where that says nothing, {@code CUDA_VISIBLE_DEVICES}. A list counts up to its first entry that
 * names no GPU.
 *
 * @param gpus what is left, in the order of the lists
 * @param by the variables with their values; empty when none restricts anything
 * @param notes what in them names nothing
 */
record VisibleDevices(List<DetectedGpu> gpus, List<String> by, List<String> notes) {
    static final String ROCR = "ROCR_VISIBLE_DEVICES";
    static final String HIP = "HIP_VISIBLE_DEVICES";
    static final String CUDA = "CUDA_VISIBLE_DEVICES";

    VisibleDevices {
        gpus = List.copyOf(gpus);
        by = List.copyOf(by);
        notes = List.copyOf(notes);
    }

    static VisibleDevices of(Map<String, String> environment, List<DetectedGpu> all) {
        VisibleDevices seen = new VisibleDevices(all, List.of(), List.of());
        return variables(environment)
                .reduce(seen, (left, name) -> left.with(name, environment.getOrDefault(name, "")), (one, _) -> one);
    }

    /** What the environment suggests where nothing else tells of GPUs; it proves nothing. */
    static Optional<String> hint(Map<String, String> environment) {
        return variables(environment)
                .filter(name -> entries(environment.getOrDefault(name, "")).anyMatch(entry -> !entry.startsWith("-")))
                .findFirst()
                .map(name -> "%s=%s speaks of GPUs, which nothing confirms."
                        .formatted(name, environment.getOrDefault(name, "")));
    }

    /** An empty value hides all from ROCr, and says nothing to HIP. */
    private static Stream<String> variables(Map<String, String> environment) {
        return Stream.concat(
                Stream.of(ROCR).filter(environment::containsKey),
                Stream.of(HIP, CUDA)
                        .filter(name -> !environment.getOrDefault(name, "").isBlank())
                        .limit(1));
    }

    private static Stream<String> entries(String value) {
        return Stream.of(value.split(",", -1)).map(String::strip).filter(entry -> !entry.isEmpty());
    }

    private VisibleDevices with(String variable, String value) {
        Set<DetectedGpu> left = new LinkedHashSet<>();
        String said = variable + "=" + value;
        List<String> more = notes;
        for (String entry : entries(value).toList()) {
            Optional<DetectedGpu> named = named(entry);
            if (named.isEmpty()) {
                more = entry.startsWith("-")
                        ? notes
                        : concat(
                                notes,
                                "%s: there is no GPU %s, so it and what follows are ignored.".formatted(said, entry));
                break;
            }
            left.add(named.get());
        }
        return new VisibleDevices(List.copyOf(left), concat(by, said), more);
    }

    private Optional<DetectedGpu> named(String entry) {
        if (entry.matches("\\d{1,6}")) {
            int index = Integer.parseInt(entry);
            return index < gpus.size() ? Optional.of(gpus.get(index)) : Optional.empty();
        }
        String id = entry.toLowerCase(Locale.ROOT).replaceFirst("^gpu-(0x)?0*", "");
        return gpus.stream()
                .filter(gpu -> gpu.reading()
                        .uniqueId()
                        .map(unique -> unique.toLowerCase(Locale.ROOT).replaceFirst("^0+", ""))
                        .filter(id::equals)
                        .isPresent())
                .findFirst();
    }

    private static List<String> concat(List<String> list, String one) {
        return Stream.concat(list.stream(), Stream.of(one)).toList();
    }
}
