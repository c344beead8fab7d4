package com.amd.aim.engine.catalog;

import com.amd.aim.engine.recipe.Arguments;
import com.amd.aim.engine.recipe.Configuration;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one {@code {N}_gpu} of a recipe's backend section. */
final class ConfigurationSection {
    private static final Pattern NAME = Pattern.compile("([1-9]\\d{0,3})_gpu");

    private ConfigurationSection() {}

    static Optional<Configuration> read(YamlMap section, String name, String backend) {
        Matcher matcher = NAME.matcher(name);
        Optional<YamlMap> body = section.map(name);
        if (!matcher.matches()) {
            section.problem(name, "a configuration is named after its GPU count, such as 1_gpu or 8_gpu");
            return Optional.empty();
        }
        return body.map(fields -> configuration(fields, Integer.parseInt(matcher.group(1)), backend));
    }

    private static Configuration configuration(YamlMap fields, int gpuCount, String backend) {
        int nodes = nodes(fields, gpuCount);
        Configuration configuration = new Configuration(
                backend + "-" + (nodes == 1 ? String.valueOf(gpuCount) : nodes + "x" + gpuCount / nodes),
                backend,
                gpuCount,
                nodes,
                fields.flag("enabled").orElse(true),
                fields.text("image").orElse(null),
                fields.map("args").map(ConfigurationSection::arguments).orElse(Arguments.NONE),
                fields.map("env").map(ConfigurationSection::environment).orElse(Map.of()),
                throughput(fields));
        fields.done();
        return configuration;
    }

    private static int nodes(YamlMap fields, int gpuCount) {
        String text = fields.raw("nodes").orElse("1");
        int nodes = text.matches("[1-9]\\d{0,2}") ? Integer.parseInt(text) : 0;
        if (nodes < 1 || nodes > Configuration.MOST_NODES || gpuCount % nodes != 0) {
            fields.problem(
                    "nodes", "must be a number of nodes that share out gpuCount " + gpuCount + " evenly, as 2 do 16");
            return 1;
        }
        return nodes;
    }

    private static Arguments arguments(YamlMap map) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        Map<String, String> spelt = new LinkedHashMap<>();
        for (String name : map.names()) {
            Optional<String> before = Optional.ofNullable(spelt.putIfAbsent(Arguments.normal(name), name));
            before.ifPresent(other -> map.problem(name, "is the same argument as " + other));
            map.json(name).ifPresent(value -> values.put(name, value));
        }
        return new Arguments(values);
    }

    private static Map<String, String> environment(YamlMap map) {
        Map<String, String> variables = new LinkedHashMap<>();
        map.names().forEach(name -> map.raw(name).ifPresent(value -> variables.put(name, value)));
        return variables;
    }

    private static OptionalDouble throughput(YamlMap fields) {
        Optional<String> text = fields.raw("tokens_per_second");
        if (text.isPresent() && !text.get().matches("\\d{1,9}(\\.\\d{1,3})?")) {
            fields.problem("tokens_per_second", "must be a number from 0");
            return OptionalDouble.empty();
        }
        return text.map(Double::parseDouble).map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }
}
