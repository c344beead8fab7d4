package com.amd.aim.engine.backend;

import com.amd.aim.engine.recipe.Arguments;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Whether the forms of parallelism that arguments ask for use the GPUs of a configuration: all of them, and no more. */
final class ParallelismRules {
    private final Vocabulary words;
    private final ServingDefaults defaults;

    ParallelismRules(Vocabulary words, ServingDefaults defaults) {
        this.words = words;
        this.defaults = defaults;
    }

    /** One sentence on a tensor parallelism that is not what the others leave. */
    Optional<String> tensor(JsonNode value, Arguments arguments) {
        String text = value.asText().strip();
        long taken = pipeline(arguments) * (arguments.isTrue(words.attentionApart()) ? 1 : data(arguments));
        long left = taken > 0 ? defaults.gpuCount() / taken : 0;
        if (text.equals("auto") || text.equals(String.valueOf(left))) {
            return Optional.empty();
        }
        String gpus = taken == 1
                ? "the " + defaults.gpuCount() + " GPUs of this configuration"
                : "the " + left + " of this configuration's " + defaults.gpuCount() + " GPUs that share each layer";
        return Optional.of(
                "args." + words.tensorParallel() + " " + text + " differs from " + gpus + "; set gpuCount instead.");
    }

    /** One sentence on pipeline or data parallelism by which the GPUs cannot be shared out; empty for other names. */
    Optional<String> other(String name, Arguments arguments) {
        if (name.equals(words.pipelineParallel())) {
            return divides(name, arguments, arguments.isTrue(words.attentionApart()) ? 1 : data(arguments));
        }
        if (!name.equals(words.dataParallel())) {
            return Optional.empty();
        }
        boolean apart = !arguments.isTrue(words.attentionApart());
        return apart && defaults.nodes() > 1 && data(arguments) > 1
                ? Optional.of("args." + name + " " + arguments.text(name) + " cannot be over " + defaults.nodes()
                        + " nodes; remove it.")
                : divides(name, arguments, pipeline(arguments));
    }

    private Optional<String> divides(String name, Arguments arguments, long other) {
        long shares = other > 0 && defaults.gpuCount() % other == 0 ? defaults.gpuCount() / other : defaults.gpuCount();
        OptionalLong asked = arguments.count(name);
        return asked.isPresent() && asked.getAsLong() > 0 && shares % asked.getAsLong() == 0
                ? Optional.empty()
                : Optional.of("args." + name + " " + arguments.text(name) + " does not share out the "
                        + defaults.gpuCount() + " GPUs of this configuration evenly; possible are "
                        + LongStream.rangeClosed(1, shares)
                                .filter(count -> shares % count == 0)
                                .mapToObj(String::valueOf)
                                .collect(Collectors.joining(", "))
                        + ".");
    }

    private long pipeline(Arguments arguments) {
        return arguments.count(words.pipelineParallel()).orElse(defaults.nodes());
    }

    private long data(Arguments arguments) {
        return arguments.count(words.dataParallel()).orElse(1);
    }
}
