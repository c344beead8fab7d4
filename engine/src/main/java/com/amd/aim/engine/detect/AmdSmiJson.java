package com.amd.aim.engine.detect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads what {@code amd-smi static --json} prints: a list of GPUs, since ROCm 7 inside {@code gpu_data}, possibly below warnings. A size
 * is a number with its unit, apart or in one string. Of the partitions of a GPU, newer releases tell most of the first alone.
 */
final class AmdSmiJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern START = Pattern.compile("^\\s*[\\[{]", Pattern.MULTILINE);
    private static final Pattern SIZE =
            Pattern.compile("(\\d{1,15})(?:\\.\\d+)?\\s*([KMGT]?)i?B?", Pattern.CASE_INSENSITIVE);
    private static final String UNITS = "KMGT";

    private AmdSmiJson() {}

    static Detector.Answer read(String text) {
        List<GpuReading> readings = new ArrayList<>();
        for (JsonNode gpu : gpus(text)) {
            GpuReading reading = reading(gpu, readings.size());
            boolean beside = gpu.path("partition").path("partition_id").asInt(0) > 0 && !readings.isEmpty();
            readings.add(beside ? completed(reading, readings.getLast()) : reading);
        }
        return readings.isEmpty()
                ? new Detector.Answer.None("amd-smi prints no list of GPUs.")
                : new Detector.Answer.Gpus(List.copyOf(readings));
    }

    private static List<JsonNode> gpus(String text) {
        return START.matcher(text)
                .results()
                .map((MatchResult start) -> list(text.substring(start.start())))
                .filter(list -> !list.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static List<JsonNode> list(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            JsonNode list = root.isObject() ? root.path("gpu_data") : root;
            return list.valueStream().filter(gpu -> gpu.has("asic")).toList();
        } catch (JsonProcessingException _) {
            return List.of();
        }
    }

    private static GpuReading reading(JsonNode gpu, int position) {
        JsonNode asic = gpu.path("asic");
        JsonNode partition = gpu.path("partition");
        return new GpuReading(
                gpu.path("gpu").asInt(position),
                text(asic, "device_id").map(AmdSmiJson::hex),
                text(asic, "market_name").stream().toList(),
                text(asic, "target_graphics_version"),
                size(gpu.path("vram").path("size")),
                number(asic.path("num_compute_units")),
                GpuReading.partition(
                        text(partition, "accelerator_partition").or(() -> text(partition, "compute_partition")),
                        text(partition, "memory_partition")),
                text(asic, "asic_serial").map(AmdSmiJson::hex));
    }

    private static GpuReading completed(GpuReading part, GpuReading first) {
        return new GpuReading(
                part.index(),
                part.deviceId().or(first::deviceId),
                part.names().isEmpty() ? first.names() : part.names(),
                part.gfx().or(first::gfx),
                part.memoryBytes().isPresent() ? part.memoryBytes() : first.memoryBytes(),
                part.computeUnits().isPresent() ? part.computeUnits() : first.computeUnits(),
                part.partition().or(first::partition),
                part.uniqueId().or(first::uniqueId));
    }

    private static Optional<String> text(JsonNode object, String field) {
        return Stream.of(object.path(field).asText("").strip())
                .filter(value -> !value.isEmpty() && !value.equals("N/A"))
                .findFirst();
    }

    private static String hex(String id) {
        return id.replaceFirst("^0[xX]", "");
    }

    private static OptionalInt number(JsonNode node) {
        return node.asText("").matches("\\d{1,9}") ? OptionalInt.of(node.asInt()) : OptionalInt.empty();
    }

    /** What it calls MB are MiB. */
    private static OptionalLong size(JsonNode size) {
        String text = size.isObject()
                ? size.path("value").asText("") + size.path("unit").asText("")
                : size.asText("");
        Matcher matcher = SIZE.matcher(text.strip());
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        String unit = matcher.group(2).toUpperCase(Locale.ROOT);
        int power = unit.isEmpty() ? 0 : UNITS.indexOf(unit) + 1;
        return OptionalLong.of(Long.parseLong(matcher.group(1)) << (10 * power));
    }
}
