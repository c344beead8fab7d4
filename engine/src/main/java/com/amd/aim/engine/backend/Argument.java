package com.amd.aim.engine.backend;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One argument of an engine release, as the engine's own parser has it.
 *
 * @param name the long name, without dashes
 * @param aliases other spellings that the parser takes
 * @param kind of each value
 * @param words what a value may be besides, such as {@code auto} where a number is wanted
 * @param arity how often there is a value
 * @param choices the only values that the parser takes; empty: any of the kind
 * @param standard what the engine takes where the argument is absent, if that is a plain value
 */
public record Argument(
        String name,
        List<String> aliases,
        Kind kind,
        List<String> words,
        Arity arity,
        List<String> choices,
        @Nullable String standard) {
    /** What a value is. */
    public enum Kind {
        /** No value: it is there or not. */
        FLAG,
        /** No value: it is there, or there as {@code --no-…}, or not. */
        BOOLEAN,
        /** A whole number. */
        INTEGER,
        /** A whole number, also with a unit: {@code 32k}. */
        COUNT,
        /** A number. */
        NUMBER,
        /** Text. */
        TEXT,
        /** Text in which neither case nor {@code -} for {@code _} matters. */
        WORD,
        /** JSON. */
        JSON,
        /** JSON, or any other text. */
        JSON_OR_TEXT
    }

    /** How many values follow the name. */
    public enum Arity {
        /** One. */
        ONE,
        /** One or none. */
        OPTIONAL,
        /** One or more. */
        SOME,
        /** Any number. */
        ANY,
        /** One, and the whole argument may be repeated. */
        REPEATED
    }

    /** Copies. */
    public Argument {
        aliases = List.copyOf(aliases);
        words = List.copyOf(words);
        choices = List.copyOf(choices);
    }

    /** Whether it takes no value. */
    public boolean isSwitch() {
        return kind == Kind.FLAG || kind == Kind.BOOLEAN;
    }

    /** Whether objects and arrays can be given to it. */
    public boolean takesJson() {
        return kind == Kind.JSON || kind == Kind.JSON_OR_TEXT;
    }

    /** Whether several values can be given to it. */
    public boolean isList() {
        return arity == Arity.SOME || arity == Arity.ANY || arity == Arity.REPEATED;
    }
}
