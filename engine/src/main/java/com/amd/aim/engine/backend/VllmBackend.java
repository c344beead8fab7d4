package com.amd.aim.engine.backend;

import com.amd.aim.engine.fit.EngineLimits;
import com.amd.aim.engine.fit.Layout;
import com.amd.aim.engine.hardware.Precision;
import com.amd.aim.engine.recipe.Arguments;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** vLLM, started as {@code vllm serve MODEL …}, which does not depend on the image's entry point. */
final class VllmBackend implements Backend {
    static final String TENSOR_PARALLEL = "tensor-parallel-size";
    static final String UTILIZATION = "gpu-memory-utilization";
    static final String MAX_LENGTH = "max-model-len";
    private static final String PIPELINE_PARALLEL = "pipeline-parallel-size";
    private static final String DATA_PARALLEL = "data-parallel-size";
    private static final String BATCHED_TOKENS = "max-num-batched-tokens";
    static final String DTYPE = "dtype";

    private final VllmArgumentRules rules = new VllmArgumentRules();

    @Override
    public String name() {
        return "vllm";
    }

    @Override
    public EngineLimits limits(Arguments arguments, ServingDefaults defaults) {
        Layout layout = Layout.of(
                defaults.gpuCount(),
                arguments.count(PIPELINE_PARALLEL).orElse(1),
                arguments.count(DATA_PARALLEL).orElse(1),
                arguments.isTrue("enable-expert-parallel"));
        return new EngineLimits(
                arguments.number(UTILIZATION).orElse(defaults.memoryUtilization()),
                false,
                layout,
                contextTokens(arguments, defaults),
                arguments.count(BATCHED_TOKENS).orElse(defaults.batchedTokens().orElse((int)
                        EngineLimits.USUAL_BATCHED_TOKENS)),
                arguments.text("kv-cache-dtype").startsWith("fp8") ? 1 : EngineLimits.KV_ELEMENT_BYTES);
    }

    private static OptionalLong contextTokens(Arguments arguments, ServingDefaults defaults) {
        Arguments written = capped(arguments, defaults);
        if (written.has(MAX_LENGTH)) {
            return written.count(MAX_LENGTH);
        }
        OptionalInt length = defaults.maxLength().isPresent() ? defaults.maxLength() : defaults.modelMaxLength();
        return length.isPresent() ? OptionalLong.of(length.getAsInt()) : OptionalLong.empty();
    }

    @Override
    public List<String> refusedInRecipe(Arguments arguments, String repository, ServingDefaults defaults) {
        return rules.refusedInRecipe(arguments, repository, defaults);
    }

    @Override
    public List<String> refusedFromUser(
            Arguments arguments, Collection<String> removed, ServingDefaults defaults, EngineRelease release) {
        return rules.refusedFromUser(spelledOut(arguments, release), removed, defaults, release);
    }

    @Override
    public Arguments complete(Arguments written, ServingDefaults defaults, EngineRelease release) {
        Arguments arguments = spelledOut(written, release)
                .without(List.of("model"))
                .without(release.removedArguments())
                .with(TENSOR_PARALLEL, LongNode.valueOf(defaults.gpuCount()))
                .with(DTYPE, TextNode.valueOf(dtype(written, defaults.precision())));
        Map<String, JsonNode> fill = new LinkedHashMap<>();
        fill.put(UTILIZATION, DoubleNode.valueOf(defaults.memoryUtilization()));
        defaults.batchedTokens().ifPresent(tokens -> fill.put(BATCHED_TOKENS, LongNode.valueOf(tokens)));
        defaults.maxLength().ifPresent(length -> fill.put(MAX_LENGTH, LongNode.valueOf(length)));
        return capped(new Arguments(fill).with(arguments), defaults);
    }

    /** Never above the model's own context, unless the recipe stretches that itself. */
    private static Arguments capped(Arguments arguments, ServingDefaults defaults) {
        OptionalLong length = arguments.count(MAX_LENGTH);
        boolean tooLong = length.isPresent()
                && defaults.modelMaxLength().isPresent()
                && length.getAsLong() > defaults.modelMaxLength().getAsInt();
        return tooLong && !VllmArgumentRules.stretches(arguments)
                ? arguments.with(
                        MAX_LENGTH, LongNode.valueOf(defaults.modelMaxLength().getAsInt()))
                : arguments;
    }

    /** What the recipe says where vLLM takes it, else by precision; weights with scales bring their own format. */
    private static String dtype(Arguments written, Precision precision) {
        String text = written.text(DTYPE);
        if (VllmArgumentRules.DTYPES.contains(text)) {
            return text;
        }
        return switch (Precision.parse(text).orElse(precision)) {
            case FP32 -> "float32";
            case BF16 -> "bfloat16";
            case FP16 -> "float16";
            case FP8, INT8, INT4, MXFP4 -> "auto";
        };
    }

    @Override
    public Arguments spelledOut(Arguments arguments, EngineRelease release) {
        Map<String, JsonNode> named = new LinkedHashMap<>();
        arguments.values().forEach((name, value) -> named.put(release.longName(name), value));
        return new Arguments(named);
    }

    @Override
    public List<String> command(ServeCommand serve) {
        List<String> command =
                new ArrayList<>(List.of("vllm", "serve", serve.weights().repository(), "--host", "0.0.0.0", "--port"));
        command.addAll(List.of(String.valueOf(serve.port()), "--served-model-name", serve.servedModelName()));
        if (!serve.weights().isDefaultRevision()) {
            command.addAll(List.of("--revision", serve.weights().revision()));
        }
        serve.arguments().values().forEach((name, value) -> append(command, name, value, serve.release()));
        return command;
    }

    /** True is a bare flag; false is {@code --no-…} where the parser has that, else nothing (R53). */
    private static void append(List<String> command, String name, JsonNode value, EngineRelease release) {
        if (value.isArray()) {
            command.add("--" + name);
            value.forEach(item -> command.add(item.asText()));
            return;
        }
        switch (value.asText().strip()) {
            case "true", "True" -> command.add("--" + name);
            case "false", "False" -> {
                if (release.negatable().contains(name)) {
                    command.add("--no-" + name);
                }
            }
            default -> command.addAll(List.of("--" + name, value.asText()));
        }
    }

    @Override
    public String healthPath() {
        return "/health";
    }
}
