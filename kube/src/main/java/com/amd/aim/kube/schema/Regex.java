package com.amd.aim.kube.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/** A regular expression in the syntax of Go (RE2: no look-around, no back-references), compiled at first use. */
final class Regex {

    private final String text;
    private final Lazy<Compiled> compiled;

    Regex(String text) {
        this.text = text;
        this.compiled = new Lazy<>(() -> compile(text));
    }

    /** What became of the text: a pattern, or the reason why it is none. */
    private record Compiled(Optional<Pattern> pattern, String fault) {}

    private static Compiled compile(String text) {
        try {
            return new Compiled(Optional.of(Pattern.compile(text)), "");
        } catch (PatternSyntaxException e) {
            // what Go calls an unexpected parenthesis, the library takes for a fault of its own
            boolean unexpected = "stack underflow".equals(e.getPattern());
            String fault =
                    unexpected ? "unexpected ): `" + text + "`" : e.getDescription() + ": `" + e.getPattern() + "`";
            return new Compiled(Optional.empty(), "error parsing regexp: " + fault);
        }
    }

    String text() {
        return text;
    }

    /** {@return whether the value matches somewhere; an expression that does not compile matches nothing} */
    boolean matches(String value) {
        return compiled.get()
                .pattern()
                .map(pattern -> pattern.matcher(value).find())
                .orElse(false);
    }

    /** {@return why the text is no expression, in Go's words; empty if it is one} */
    String fault() {
        return compiled.get().fault();
    }
}
