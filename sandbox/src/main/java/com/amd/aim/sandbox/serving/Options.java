package com.amd.aim.sandbox.serving;

import com.amd.aim.sandbox.serving.EngineArguments.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * Words of a command line as argparse tells them apart. Underscores in option names are dashes.
 *
 * @param values of options by their long name; empty for those without one
 * @param names all values of {@code --served-model-name}, the one option that takes several
 * @param positional what belongs to no option
 */
record Options(Map<String, String> values, List<String> names, List<String> positional) {

    private static final Set<String> DTYPES = Set.of("auto", "bfloat16", "float", "float16", "float32", "half");

    /**
     * Reads words.
     *
     * @param switches options without a value: what follows them is not theirs
     * @param aliases long names of other names
     */
    static Options read(List<String> words, Set<String> switches, Map<String, String> aliases) {
        Options options = new Options(new TreeMap<>(), new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("-") || word.equals("-")) {
                options.positional.add(word);
                continue;
            }
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            String spelt = (equals < 0 ? word : word.substring(0, equals))
                    .replaceFirst("^--?", "")
                    .replace('_', '-');
            String name = Objects.requireNonNullElse(aliases.get(spelt), spelt);
            if (equals >= 0) {
                options.values.put(name, word.substring(equals + 1));
            } else if (switches.contains(name) || name.startsWith("no-") || !hasValue(words, i)) {
                options.values.put(name, "");
            } else {
                options.values.put(name, words.get(++i));
            }
            if (name.equals("served-model-name")) {
                options.names.add(options.values.getOrDefault(name, ""));
                while (hasValue(words, i)) {
                    options.names.add(words.get(++i));
                }
            }
        }
        return options;
    }

    private static boolean hasValue(List<String> words, int option) {
        return option + 1 < words.size() && !words.get(option + 1).startsWith("-");
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    int number(String name, int otherwise) throws Refused {
        String text = values.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            throw new Refused("argument --" + name + ": invalid int value: '" + text + "'");
        }
    }

    /** {@code 16384}, {@code 32k} (thousands), {@code 32K} (of 1024); nothing for {@code auto}. */
    OptionalInt length(String name) throws Refused {
        String text = values.get(name);
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
            throw new Refused("argument --" + name + ": invalid value: '" + text + "'");
        }
    }

    /** Both engines take the same, and none takes a format of weights. */
    void checkDtype() throws Refused {
        String dtype = values.getOrDefault("dtype", "auto");
        if (!DTYPES.contains(dtype)) {
            throw new Refused("argument --dtype: invalid choice: '" + dtype
                    + "' (choose from auto, bfloat16, float, float16, float32, half)");
        }
    }

    /** So many words may belong to no option. */
    void checkPositional(int most) throws Refused {
        if (positional.size() > most) {
            throw new Refused(
                    "unrecognized arguments: " + String.join(" ", positional.subList(most, positional.size())));
        }
    }
}
