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

/** What engines have in common, once it is known what each calls it. */
abstract class NativeBackend implements Backend {
    /** What {@code --dtype} takes; the fp8 formats are not among them. */
    private static final List<String> DTYPES = List.of("auto", "bfloat16", "float", "float16", "float32", "half");

    private final Vocabulary words;

    NativeBackend(Vocabulary words) {
        this.words = words;
    }

    /** Program and what it serves, up to where the other arguments begin. */
    abstract List<String> program(String repository);

    /** Whether the experts of a mixture are dealt out whole. */
    abstract boolean dealsOutExperts(Arguments arguments);

    @Override
    public final EngineLimits limits(Arguments arguments, ServingDefaults defaults) {
        return new EngineLimits(
                arguments.number(words.utilization()).orElse(defaults.memoryUtilization()),
                words.activationsApart(),
                layout(arguments, defaults),
                contextTokens(arguments, defaults),
                arguments
                        .count(words.batchedTokens())
                        .orElse(defaults.batchedTokens().orElse(EngineLimits.USUAL_BATCHED_TOKENS)),
                arguments.text("kv-cache-dtype").startsWith("fp8") ? 1 : EngineLimits.KV_ELEMENT_BYTES);
    }

    /** The nodes share out the layers, and the GPUs of a node each layer, unless the arguments say otherwise. */
    private Layout layout(Arguments arguments, ServingDefaults defaults) {
        return Layout.of(
                defaults.gpuCount(),
                arguments.count(words.pipelineParallel()).orElse(defaults.nodes()),
                arguments.count(words.dataParallel()).orElse(1),
                dealsOutExperts(arguments));
    }

    private OptionalLong contextTokens(Arguments arguments, ServingDefaults defaults) {
        Arguments written = capped(arguments, defaults);
        if (written.has(words.maxLength())) {
            return written.count(words.maxLength());
        }
        OptionalInt length = defaults.maxLength().isPresent() ? defaults.maxLength() : defaults.modelMaxLength();
        return length.isPresent() ? OptionalLong.of(length.getAsInt()) : OptionalLong.empty();
    }

    @Override
    public final List<String> refusedInRecipe(
            Arguments arguments, String repository, ServingDefaults defaults, EngineRelease release) {
        return new ArgumentRules(words, defaults, release).refusedInRecipe(spelledOut(arguments, release), repository);
    }

    @Override
    public final List<String> refusedFromUser(
            Arguments arguments, Collection<String> removed, ServingDefaults defaults, EngineRelease release) {
        return new ArgumentRules(words, defaults, release).refusedFromUser(spelledOut(arguments, release), removed);
    }

    @Override
    public final Arguments complete(Arguments written, ServingDefaults defaults, EngineRelease release) {
        Arguments arguments = spelledOut(written, release)
                .without(List.of(words.model()))
                .without(release.removedArguments())
                .with(ArgumentRules.DTYPE, TextNode.valueOf(dtype(written, defaults.precision())));
        Map<String, JsonNode> fill = new LinkedHashMap<>(words.always());
        fill.put(words.utilization(), DoubleNode.valueOf(defaults.memoryUtilization()));
        defaults.batchedTokens().ifPresent(tokens -> fill.put(words.batchedTokens(), LongNode.valueOf(tokens)));
        defaults.maxLength().ifPresent(length -> fill.put(words.maxLength(), LongNode.valueOf(length)));
        return capped(new Arguments(fill).with(arguments), defaults);
    }

    @Override
    public final Arguments laidOut(Arguments arguments, ServingDefaults defaults) {
        Layout layout = layout(arguments, defaults);
        Arguments whole =
                arguments.with(words.tensorParallel(), LongNode.valueOf(words.tensorParallel(layout, arguments)));
        return layout.pipeline() > 1
                ? whole.with(words.pipelineParallel(), LongNode.valueOf(layout.pipeline()))
                : whole;
    }

    /** Never above the model's own context, unless the recipe stretches that itself. */
    private Arguments capped(Arguments arguments, ServingDefaults defaults) {
        OptionalLong length = arguments.count(words.maxLength());
        boolean tooLong = length.isPresent()
                && defaults.modelMaxLength().isPresent()
                && length.getAsLong() > defaults.modelMaxLength().getAsInt();
        return tooLong && !words.stretches(arguments)
                ? arguments.with(
                        words.maxLength(),
                        LongNode.valueOf(defaults.modelMaxLength().getAsInt()))
                : arguments;
    }

    /** What the recipe says where engines take it, else by precision; weights with scales bring their own format. */
    private static String dtype(Arguments written, Precision precision) {
        String text = written.text(ArgumentRules.DTYPE);
        if (DTYPES.contains(text)) {
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
    public final Arguments spelledOut(Arguments arguments, EngineRelease release) {
        Map<String, JsonNode> named = new LinkedHashMap<>();
        arguments.values().forEach((name, value) -> named.put(release.longName(name), value));
        return new Arguments(named);
    }

    @Override
    public final List<String> command(ServeCommand serve) {
        List<String> command = new ArrayList<>(program(serve.weights().repository()));
        command.addAll(List.of("--host", "0.0.0.0", "--port", String.valueOf(serve.port())));
        command.addAll(List.of("--served-model-name", serve.servedModelName()));
        if (!serve.weights().isDefaultRevision()) {
            command.addAll(List.of("--revision", serve.weights().revision()));
        }
        serve.arguments()
                .values()
                .forEach((name, value) -> command.addAll(ArgumentWords.of(name, value, serve.release())));
        return command;
    }

    @Override
    public final GroupWords group() {
        return words.group();
    }

    @Override
    public final String healthPath() {
        return "/health";
    }
}
