package com.amd.aim.engine.backend;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All arguments of an engine release.
 *
 * @param bySpelling each under its name and its aliases
 */
public record ArgumentTable(Map<String, Argument> bySpelling) {
    /** Nothing is known. */
    public static final ArgumentTable EMPTY = new ArgumentTable(Map.of());

    /** Copies. */
    public ArgumentTable {
        bySpelling = Collections.unmodifiableMap(new HashMap<>(bySpelling));
    }

    /** Of these arguments. */
    public static ArgumentTable of(List<Argument> arguments) {
        Map<String, Argument> bySpelling = new HashMap<>();
        for (Argument argument : arguments) {
            bySpelling.put(argument.name(), argument);
            argument.aliases().forEach(alias -> bySpelling.put(alias, argument));
        }
        return new ArgumentTable(bySpelling);
    }

    /** The argument of that name or alias. */
    public Optional<Argument> find(String spelling) {
        return Optional.ofNullable(bySpelling.get(spelling));
    }

    /** All, by name. */
    public List<Argument> all() {
        return bySpelling.entrySet().stream()
                .filter(entry -> entry.getKey().equals(entry.getValue().name()))
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Whether nothing is known, so that nothing can be checked. */
    public boolean isEmpty() {
        return bySpelling.isEmpty();
    }
}
