package com.amd.aim.engine.backend;

import com.amd.aim.engine.model.NearestNames;
import com.amd.aim.engine.recipe.Arguments;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which arguments of an engine are whose, and which values cannot be. Each finding is one sentence. */
final class ArgumentRules {
    static final String DTYPE = "dtype";

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9-]*(\\.[\\w.-]+)?");

    private final Vocabulary words;
    private final ServingDefaults defaults;
    private final EngineRelease release;
    private final ParallelismRules parallelism;

    ArgumentRules(Vocabulary words, ServingDefaults defaults, EngineRelease release) {
        this.words = words;
        this.defaults = defaults;
        this.release = release;
        this.parallelism = new ParallelismRules(words, defaults);
    }

    /** Of a recipe, whose old forms are completed and therefore not judged. */
    List<String> refusedInRecipe(Arguments arguments, String repository) {
        return each(arguments, (name, value) -> {
            if (name.equals(words.model())) {
                return value.asText().equals(repository)
                        ? Optional.empty()
                        : Optional.of("args." + name + " " + value.asText() + " is not what the recipe serves, "
                                + repository + "; another checkpoint is named in weights.");
            }
            boolean completed = name.equals(DTYPE) || release.removedArguments().contains(name);
            return owned(name)
                    .or(() -> common(name, value, arguments))
                    .or(() -> completed ? Optional.empty() : unknown(name, value));
        });
    }

    /** Of a user, who gets what was asked for or is told why not. */
    List<String> refusedFromUser(Arguments arguments, Collection<String> removed) {
        List<String> removals = removed.stream()
                .map(release::longName)
                .filter(name -> isOwned(name) || name.equals(words.tensorParallel()))
                .map(name -> "removeArgs: " + name + " is always set by AIM Engine; take it off the list.")
                .toList();
        List<String> values = each(
                arguments,
                (name, value) -> owned(name)
                        .or(() -> common(name, value, arguments))
                        .or(() -> gone(name))
                        .or(() -> unknown(name, value))
                        .or(() -> tooLong(name, arguments)));
        return Stream.concat(removals.stream(), values.stream()).toList();
    }

    private static List<String> each(Arguments arguments, BiFunction<String, JsonNode, Optional<String>> rule) {
        List<String> found = new ArrayList<>();
        arguments.values().forEach((name, value) -> rule.apply(name, value).ifPresent(found::add));
        return found;
    }

    private boolean isOwned(String name) {
        return name.equals(words.model()) || words.owned().contains(name);
    }

    private Optional<String> owned(String name) {
        return isOwned(name) ? Optional.of("args." + name + " is set by AIM Engine; remove it.") : Optional.empty();
    }

    private Optional<String> common(String name, JsonNode value, Arguments arguments) {
        if (!NAME.matcher(name).matches()) {
            return Optional.of(
                    "args: \"" + name + "\" is not the name of an argument; names are letters, digits and -.");
        }
        if (value.isNull() || (value.isArray() && value.valueStream().anyMatch(JsonNode::isNull))) {
            return Optional.of("args." + name + " must have a value; to leave a recipe's out, name it in removeArgs.");
        }
        if (name.equals(words.tensorParallel())) {
            return parallelism.tensor(value, arguments);
        }
        return parallelism
                .other(name, arguments)
                .or(() -> name.equals(words.utilization()) ? utilization(arguments) : Optional.empty());
    }

    private Optional<String> utilization(Arguments arguments) {
        OptionalDouble share = arguments.number(words.utilization());
        return share.isPresent() && share.getAsDouble() > 0 && share.getAsDouble() <= 1
                ? Optional.empty()
                : Optional.of("args." + words.utilization() + " \"" + arguments.text(words.utilization())
                        + "\" must be a number above 0 and at most 1.");
    }

    private Optional<String> gone(String name) {
        return release.removedArguments().contains(name)
                ? Optional.of("args." + name + " is not an argument of " + engine() + " any more; remove it.")
                : Optional.empty();
    }

    /** What the parser would say, said before the weights are fetched. */
    private Optional<String> unknown(String name, JsonNode value) {
        if (!release.checked() || release.arguments().isEmpty() || name.equals(words.tensorParallel())) {
            return Optional.empty();
        }
        int dot = name.indexOf('.');
        String head = dot < 0 ? name : name.substring(0, dot);
        Optional<Argument> known = release.arguments().find(head);
        if (known.isEmpty()) {
            return Optional.of(notThere(name, head));
        }
        if (dot >= 0) {
            return words.dotted() && known.get().takesJson() ? Optional.empty() : Optional.of(noFields(name, head));
        }
        return ArgumentValue.problem(known.get(), value)
                .map(wanted -> "args." + name + " " + shown(value) + " " + wanted + hint(name) + ".");
    }

    private String notThere(String name, String head) {
        List<String> all =
                release.arguments().all().stream().map(Argument::name).toList();
        List<String> nearest = NearestNames.of(head, all, 3);
        return "args." + name + " is not an argument of " + engine()
                + (nearest.isEmpty()
                        ? "; remove it."
                        : " (did you mean " + String.join(" or ", nearest) + "?); correct or remove it.");
    }

    private String noFields(String name, String head) {
        return words.dotted()
                ? "args." + name + " cannot be: " + head + " has no fields; set " + head + " itself."
                : "args." + name + " cannot be: " + words.engine() + " takes no fields behind a dot; set " + head
                        + " itself.";
    }

    private static String shown(JsonNode value) {
        return value.isContainerNode() ? value.toString() : "\"" + value.asText() + "\"";
    }

    private static String hint(String name) {
        return name.equals(DTYPE) ? "; quantised checkpoints are served with auto" : "";
    }

    private String engine() {
        return words.engine() + " " + release.version();
    }

    private Optional<String> tooLong(String name, Arguments arguments) {
        OptionalLong length = arguments.count(words.maxLength());
        if (!name.equals(words.maxLength())
                || length.isEmpty()
                || defaults.modelMaxLength().isEmpty()
                || words.stretches(arguments)) {
            return Optional.empty();
        }
        int limit = defaults.modelMaxLength().getAsInt();
        return length.getAsLong() <= limit
                ? Optional.empty()
                : Optional.of("args." + name + " " + length.getAsLong() + " is above the model's own " + limit
                        + " tokens; lower it, or stretch the context with "
                        + String.join(" or ", words.stretching()) + ".");
    }
}
