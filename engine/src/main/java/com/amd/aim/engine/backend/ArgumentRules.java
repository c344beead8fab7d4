package com.amd.aim.engine.backend;

import static com.amd.aim.engine.backend.VllmBackend.DTYPE;
import static com.amd.aim.engine.backend.VllmBackend.MAX_LENGTH;
import static com.amd.aim.engine.backend.VllmBackend.TENSOR_PARALLEL;
import static com.amd.aim.engine.backend.VllmBackend.UTILIZATION;

import com.amd.aim.engine.recipe.Arguments;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Which arguments of vLLM are whose, and which values cannot be. Each finding is one sentence. */
final class VllmArgumentRules {
    /** What {@code --dtype} takes; the fp8 formats are not among them. */
    static final List<String> DTYPES = List.of("auto", "bfloat16", "float", "float16", "float32", "half");

    private static final Set<String> OWNED = Set.of("host", "port", "model", "served-model-name", "revision");
    private static final List<String> STRETCHING = List.of("hf-overrides", "rope-scaling");

    /** Whether the arguments lengthen the model's context beyond what it was trained for. */
    static boolean stretches(Arguments arguments) {
        return STRETCHING.stream().anyMatch(arguments::has);
    }

    List<String> refusedInRecipe(Arguments arguments, String repository, ServingDefaults defaults) {
        return each(arguments, (name, value) -> {
            if (name.equals("model")) {
                return value.asText().equals(repository)
                        ? Optional.empty()
                        : Optional.of("args.model " + value.asText() + " is not what the recipe serves, " + repository
                                + "; another checkpoint is named in weights.");
            }
            return owned(name).or(() -> common(name, value, arguments, defaults));
        });
    }

    List<String> refusedFromUser(
            Arguments arguments, Collection<String> removed, ServingDefaults defaults, EngineRelease release) {
        List<String> removals = removed.stream()
                .map(release::longName)
                .filter(name -> OWNED.contains(name) || name.equals(TENSOR_PARALLEL))
                .map(name -> "removeArgs: " + name + " is always set by AIM Engine; take it off the list.")
                .toList();
        List<String> values = each(
                arguments,
                (name, value) -> owned(name)
                        .or(() -> common(name, value, arguments, defaults))
                        .or(() -> gone(name, release))
                        .or(() -> dtype(name, value))
                        .or(() -> tooLong(name, arguments, defaults)));
        return Stream.concat(removals.stream(), values.stream()).toList();
    }

    private static List<String> each(Arguments arguments, BiFunction<String, JsonNode, Optional<String>> rule) {
        List<String> found = new ArrayList<>();
        arguments.values().forEach((name, value) -> rule.apply(name, value).ifPresent(found::add));
        return found;
    }

    private static Optional<String> owned(String name) {
        return OWNED.contains(name)
                ? Optional.of("args." + name + " is set by AIM Engine; remove it.")
                : Optional.empty();
    }

    private static Optional<String> common(String name, JsonNode value, Arguments arguments, ServingDefaults defaults) {
        return form(name, value).or(() -> switch (name) {
            case TENSOR_PARALLEL -> tensorParallel(value, defaults.gpuCount());
            case "pipeline-parallel-size", "data-parallel-size" -> alone(name, value);
            case UTILIZATION -> utilization(arguments);
            default -> Optional.empty();
        });
    }

    private static Optional<String> form(String name, JsonNode value) {
        if (!name.matches("[a-zA-Z0-9][a-zA-Z0-9-]*(\\.[\\w.-]+)?")) {
            return Optional.of(
                    "args: \"" + name + "\" is not the name of an argument; names are letters, digits and -.");
        }
        boolean scalars = value.isArray()
                ? value.valueStream().allMatch(item -> item.isValueNode() && !item.isNull())
                : value.isValueNode() && !value.isNull();
        return scalars
                ? Optional.empty()
                : Optional.of("args." + name + " must be a number, a boolean, text, or a list of these; JSON goes in as"
                        + " text.");
    }

    private static Optional<String> tensorParallel(JsonNode value, int gpuCount) {
        String text = value.asText().strip();
        return text.equals("auto") || text.equals(String.valueOf(gpuCount))
                ? Optional.empty()
                : Optional.of("args." + TENSOR_PARALLEL + " " + text + " differs from the " + gpuCount
                        + " GPUs of this configuration; set gpuCount instead.");
    }

    private static Optional<String> alone(String name, JsonNode value) {
        return value.asText().strip().equals("1")
                ? Optional.empty()
                : Optional.of("args." + name + " " + value.asText()
                        + " cannot be: all GPUs of a replica work in tensor parallel; remove it.");
    }

    private static Optional<String> utilization(Arguments arguments) {
        OptionalDouble share = arguments.number(UTILIZATION);
        return share.isPresent() && share.getAsDouble() > 0 && share.getAsDouble() <= 1
                ? Optional.empty()
                : Optional.of("args." + UTILIZATION + " \"" + arguments.text(UTILIZATION)
                        + "\" must be a number above 0 and at most 1.");
    }

    private static Optional<String> gone(String name, EngineRelease release) {
        return release.removedArguments().contains(name)
                ? Optional.of(
                        "args." + name + " is not an argument of vLLM " + release.version() + " any more; remove it.")
                : Optional.empty();
    }

    private static Optional<String> dtype(String name, JsonNode value) {
        return !name.equals(DTYPE) || DTYPES.contains(value.asText())
                ? Optional.empty()
                : Optional.of("args.dtype " + value.asText() + " is not one that vLLM takes ("
                        + String.join(", ", DTYPES) + "); quantised checkpoints are served with auto.");
    }

    private static Optional<String> tooLong(String name, Arguments arguments, ServingDefaults defaults) {
        OptionalLong length = arguments.count(MAX_LENGTH);
        if (!name.equals(MAX_LENGTH)
                || length.isEmpty()
                || defaults.modelMaxLength().isEmpty()
                || stretches(arguments)) {
            return Optional.empty();
        }
        int limit = defaults.modelMaxLength().getAsInt();
        return length.getAsLong() <= limit
                ? Optional.empty()
                : Optional.of("args." + MAX_LENGTH + " " + length.getAsLong() + " is above the model's own " + limit
                        + " tokens; lower it, or stretch the context with " + String.join(" or ", STRETCHING) + ".");
    }
}
