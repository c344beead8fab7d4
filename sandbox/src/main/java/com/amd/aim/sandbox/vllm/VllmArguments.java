package com.amd.aim.sandbox.vllm;

import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The command line of {@code vllm serve}, read as vLLM reads it, of those options that the simulated engine honours;
 * others are accepted with or without a value. Underscores in option names are dashes.
 *
 * @param model repository or directory
 * @param names what clients call the model; the first one is the metrics' {@code model_name}
 * @param worldSize how many GPUs it takes: tensor × pipeline × local data parallel
 * @param maxModelLen empty for {@code auto} or unset
 */
record VllmArguments(
        String model,
        List<String> names,
        Optional<String> revision,
        String host,
        int port,
        int worldSize,
        OptionalInt maxModelLen,
        int maxSequences,
        Optional<String> apiKey,
        Map<String, String> options) {

    /** A command line that vLLM refuses: exit code 2 and argparse's message. */
    static final class Refused extends Exception {
        @Serial
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }

    private static final Set<String> DTYPES = Set.of("auto", "bfloat16", "float", "float16", "float32", "half");

    /** Options without a value: what follows them is not theirs. */
    private static final Set<String> SWITCHES = Set.of(
            "trust-remote-code",
            "enforce-eager",
            "enable-prefix-caching",
            "enable-chunked-prefill",
            "enable-expert-parallel",
            "enable-auto-tool-choice",
            "enable-lora",
            "enable-sleep-mode",
            "async-scheduling",
            "headless",
            "data-parallel-hybrid-lb",
            "data-parallel-external-lb",
            "disable-log-stats",
            "enable-log-requests",
            "disable-uvicorn-access-log");

    private static final Map<String, String> SHORT = Map.of(
            "tp",
            "tensor-parallel-size",
            "pp",
            "pipeline-parallel-size",
            "dp",
            "data-parallel-size",
            "q",
            "quantization");

    /** Whether this starts a vLLM server: {@code vllm serve …}, by whatever path. */
    static boolean recognizes(List<String> command) {
        return command.size() >= 2
                && (command.getFirst().equals("vllm") || command.getFirst().endsWith("/vllm"))
                && command.get(1).equals("serve");
    }

    /** Reads the whole command, {@code vllm serve} included. */
    static VllmArguments parse(List<String> command) throws Refused {
        Map<String, String> options = new TreeMap<>();
        List<String> names = new ArrayList<>();
        List<String> positional = new ArrayList<>();
        for (int i = 2; i < command.size(); i++) {
            String word = command.get(i);
            if (!word.startsWith("-") || word.equals("-")) {
                positional.add(word);
                continue;
            }
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            String name = name(equals < 0 ? word : word.substring(0, equals));
            if (equals >= 0) {
                options.put(name, word.substring(equals + 1));
            } else if (SWITCHES.contains(name) || name.startsWith("no-") || !hasValue(command, i)) {
                options.put(name, "");
            } else {
                options.put(name, command.get(++i));
            }
            if (name.equals("served-model-name")) {
                names.add(options.getOrDefault(name, ""));
                while (hasValue(command, i)) {
                    names.add(command.get(++i));
                }
            }
        }
        return read(options, names, positional);
    }

    /** Whether it is part of a server over several nodes that does not answer. */
    boolean headless() {
        return options.containsKey("headless");
    }

    private static VllmArguments read(Map<String, String> options, List<String> names, List<String> positional)
            throws Refused {
        if (positional.size() > 1) {
            throw new Refused("unrecognized arguments: " + String.join(" ", positional.subList(1, positional.size())));
        }
        String dtype = options.getOrDefault("dtype", "auto");
        if (!DTYPES.contains(dtype)) {
            throw new Refused("argument --dtype: invalid choice: '" + dtype
                    + "' (choose from auto, bfloat16, float, float16, float32, half)");
        }
        String model = positional.isEmpty() ? options.getOrDefault("model", "Qwen/Qwen3-0.6B") : positional.getFirst();
        return new VllmArguments(
                model,
                names.isEmpty() ? List.of(model) : List.copyOf(names),
                Optional.ofNullable(options.get("revision")),
                options.getOrDefault("host", "0.0.0.0"),
                number(options, "port", 8000),
                number(options, "tensor-parallel-size", 1)
                        * number(options, "pipeline-parallel-size", 1)
                        * number(options, "data-parallel-size-local", number(options, "data-parallel-size", 1))
                        / number(options, "nnodes", 1),
                length(options.get("max-model-len")),
                number(options, "max-num-seqs", 256),
                Optional.ofNullable(options.get("api-key")),
                Map.copyOf(options));
    }

    private static boolean hasValue(List<String> command, int option) {
        return option + 1 < command.size() && !command.get(option + 1).startsWith("-");
    }

    private static String name(String word) {
        String name = word.replaceFirst("^--?", "").replace('_', '-');
        return Objects.requireNonNullElse(SHORT.get(name), name);
    }

    private static int number(Map<String, String> options, String name, int otherwise) throws Refused {
        String text = options.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            throw new Refused("argument --" + name + ": invalid int value: '" + text + "'");
        }
    }

    /** {@code 16384}, {@code 32k} (thousands), {@code 32K} (of 1024), {@code auto}. */
    private static OptionalInt length(@Nullable String text) throws Refused {
        if (text == null || text.equals("auto")) {
            return OptionalInt.empty();
        }
        String digits = text.replaceFirst("[kKmM]$", "");
        int unit = switch (text.substring(digits.length())) {
            case "k" -> 1000;
            case "K" -> 1024;
            case "m" -> 1_000_000;
            case "M" -> 1 << 20;
            default -> 1;
        };
        try {
            return OptionalInt.of((int) (Double.parseDouble(digits) * unit));
        } catch (NumberFormatException _) {
            throw new Refused("argument --max-model-len: invalid value: '" + text + "'");
        }
    }
}
