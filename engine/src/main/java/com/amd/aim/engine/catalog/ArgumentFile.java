package com.amd.aim.engine.catalog;

import com.amd.aim.engine.backend.Argument;
import com.amd.aim.engine.backend.Argument.Arity;
import com.amd.aim.engine.backend.Argument.Kind;
import com.amd.aim.engine.backend.ArgumentTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads {@code engines/arguments/*.txt}, one argument a line, as {@code tools/engine-arguments} writes them:
 * <pre>name[,alias…] kind[|word…][?+*&amp;] [{choice|…}] [= standard]</pre>
 *
 * <p>Not YAML, since a command that takes a tenth of a second cannot spend half of that on a table.
 */
final class ArgumentFile {
    private static final Pattern COMMA = Pattern.compile(",", Pattern.LITERAL);
    private static final Pattern BAR = Pattern.compile("|", Pattern.LITERAL);
    private static final String STANDARD = " = ";

    private ArgumentFile() {}

    static ArgumentTable read(String text, Problems problems) {
        List<Argument> arguments = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
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
        List<String> names = split(COMMA, head.substring(0, Math.max(first, 0)));
        Arity arity = arity(type);
        List<String> kinds = split(BAR, arity == Arity.ONE ? type : type.substring(0, type.length() - 1));
        Optional<Kind> kind = kinds.stream().findFirst().flatMap(ArgumentFile::kind);
        if (names.isEmpty() || kind.isEmpty() || !choices.startsWith("{") || !choices.endsWith("}")) {
            return Optional.empty();
        }
        return Optional.of(new Argument(
                names.getFirst(),
                names.subList(1, names.size()),
                kind.get(),
                kinds.subList(1, kinds.size()),
                arity,
                split(BAR, choices.substring(1, choices.length() - 1)),
                standard));
    }

    private static List<String> split(Pattern separator, String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(separator.split(text));
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

    private static Optional<Kind> kind(String word) {
        return Arrays.stream(Kind.values())
                .filter(kind ->
                        kind.name().replace('_', '-').toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }
}
