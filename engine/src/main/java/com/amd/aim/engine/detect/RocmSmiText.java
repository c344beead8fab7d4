package com.amd.aim.engine.detect;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads what {@code rocm-smi} prints for people: nine lines and more about one GPU, each {@code GPU[n] : Name: value}. The words' case
 * and the order of lines have changed. Until ROCm 5 the card model was the board's id and the series stood in brackets; since 6 the model
 * is the device id.
 */
final class RocmSmiText {
    private static final Pattern LINE =
            Pattern.compile("^GPU\\[(\\d{1,4})\\]\\s*:\\s*([^:]+?)\\s*:\\s*(\\S.*?)\\s*$", Pattern.MULTILINE);
    private static final Pattern DEVICE_ID = Pattern.compile("0[xX]([0-9a-fA-F]{4,})");
    private static final Pattern UNIQUE_ID = Pattern.compile("0[xX]([0-9a-fA-F]{8,16})");
    private static final Pattern BYTES = Pattern.compile("(\\d{1,18})");
    private static final Pattern GFX = Pattern.compile("(gfx[0-9a-f]+)");
    private static final Pattern MODE = Pattern.compile("([A-Z]+\\d?)");

    private RocmSmiText() {}

    static Detector.Answer read(String text) {
        TreeMap<Integer, Map<String, String>> gpus = new TreeMap<>();
        LINE.matcher(text)
                .results()
                .forEach((MatchResult line) -> gpus.computeIfAbsent(
                                Integer.parseInt(line.group(1)), _ -> new TreeMap<>())
                        .putIfAbsent(line.group(2).toLowerCase(Locale.ROOT), line.group(3)));
        gpus.values().removeIf(values -> !values.containsKey("card series") && !values.containsKey("card model"));
        return gpus.isEmpty()
                ? new Detector.Answer.None("rocm-smi prints no GPU.")
                : new Detector.Answer.Gpus(gpus.entrySet().stream()
                        .map(gpu -> reading(gpu.getKey(), gpu.getValue()))
                        .toList());
    }

    private static GpuReading reading(int index, Map<String, String> values) {
        return new GpuReading(
                index,
                matching(values, "card model", DEVICE_ID),
                Stream.of("card series", "card model")
                        .flatMap(name -> Optional.ofNullable(values.get(name)).stream())
                        .toList(),
                matching(values, "gfx version", GFX),
                matching(values, "vram total memory (b)", BYTES)
                        .map(bytes -> OptionalLong.of(Long.parseLong(bytes)))
                        .orElse(OptionalLong.empty()),
                OptionalInt.empty(),
                GpuReading.partition(
                        matching(values, "compute partition", MODE), matching(values, "memory partition", MODE)),
                matching(values, "unique id", UNIQUE_ID));
    }

    private static Optional<String> matching(Map<String, String> values, String name, Pattern pattern) {
        return Optional.ofNullable(values.get(name))
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1));
    }
}
