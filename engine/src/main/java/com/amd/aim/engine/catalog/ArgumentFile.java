package com.amd.aim.engine.catalog;

import com.amd.aim.engine.backend.Argument;
import com.amd.aim.engine.backend.Argument.Arity;
import com.amd.aim.engine.backend.Argument.Kind;
import com.amd.aim.engine.backend.ArgumentTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code engines/arguments/*.txt}, one argument a line, as {@code tools/engine-arguments} writes them:
 * <pre>name[,alias…] kind[|word…][?+*&amp;] [{choice|…}] [= standard]</pre>
 *
 * <p>Not YAML, since a command that takes a tenth of a second cannot spend half of that on a table.
 */
final class ArgumentFile {
    private static final Map<String, Kind> KINDS = kinds();
    private static final String STANDARD = " = ";

    private ArgumentFile() {}

    static ArgumentTable read(String text, Problems problems) {
        List<Argument> arguments = new ArrayList<>();
        int number = 0;
        for (String line : split('\n', text)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Optional<Argument> argument = argument(line);
            if (argument.isEmpty()) {
                problems.add(number, "is not an argument; write it as tools/engine-arguments does");
            }
            argument.ifPresent(arguments::add);
        }
        return ArgumentTable.of(arguments);
    }

    private static Optional<Argument> argument(String line) {
        int end = line.indexOf(STANDARD);
        String standard = end < 0 ? null : line.substring(end + STANDARD.length());
        String head = end < 0 ? line : line.substring(0, end);
        int first = head.indexOf(' ');
        int second = head.indexOf(' ', first + 1);
        String type = head.substring(first + 1, second < 0 ? head.length() : second);
        String choices = second < 0 ? "{}" : head.substring(second + 1);
        List<String> names = split(',', head.substring(0, Math.max(first, 0)));
        Arity arity = arity(type);
        List<String> kinds = split('|', arity == Arity.ONE ? type : type.substring(0, type.length() - 1));
        Optional<Kind> kind = Optional.ofNullable(kinds.isEmpty() ? null : KINDS.get(kinds.getFirst()));
        if (names.isEmpty()
                || names.contains("")
                || kind.isEmpty()
                || !choices.startsWith("{")
                || !choices.endsWith("}")) {
            return Optional.empty();
        }
        return Optional.of(new Argument(
                names.getFirst(),
                names.subList(1, names.size()),
                kind.get(),
                kinds.subList(1, kinds.size()),
                arity,
                split('|', choices.substring(1, choices.length() - 1)),
                standard));
    }

    private static List<String> split(char separator, String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int to = text.indexOf(separator); to >= 0; to = text.indexOf(separator, from)) {
            parts.add(text.substring(from, to));
            from = to + 1;
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static Arity arity(String type) {
        return switch (type.isEmpty() ? ' ' : type.charAt(type.length() - 1)) {
            case '?' -> Arity.OPTIONAL;
            case '+' -> Arity.SOME;
            case '*' -> Arity.ANY;
            case '&' -> Arity.REPEATED;
            default -> Arity.ONE;
        };
    }

    private static Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new HashMap<>();
        for (Kind kind : Kind.values()) {
            kinds.put(kind.name().replace('_', '-').toLowerCase(Locale.ROOT), kind);
        }
        return kinds;
    }
}
