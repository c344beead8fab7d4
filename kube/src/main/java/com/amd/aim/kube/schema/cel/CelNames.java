package com.amd.aim.kube.schema.cel;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Optional;
import java.util.Set;

/** Names of fields as expressions write them: {@code x-y} is {@code x__dash__y}, {@code namespace} a reserved word. */
public final class CelNames {

    private static final Set<String> RESERVED = Set.of(
            "true",
            "false",
            "null",
            "in",
            "as",
            "break",
            "const",
            "continue",
            "else",
            "for",
            "function",
            "if",
            "import",
            "let",
            "loop",
            "package",
            "namespace",
            "return",
            "var",
            "void",
            "while");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_./-][a-zA-Z0-9_./-]*");
    private static final Pattern ESCAPED = Pattern.compile("__|[-./]");

    private CelNames() {}

    /** {@return the name as an expression writes it; empty where it cannot be written} */
    public static Optional<String> escape(String name) {
        if (RESERVED.contains(name)) {
            return Optional.of("__" + name + "__");
        }
        if (!NAME.matches(name)) {
            return Optional.empty();
        }
        StringBuilder out = new StringBuilder();
        Matcher matcher = ESCAPED.matcher(name);
        while (matcher.find()) {
            matcher.appendReplacement(out, word(matcher.group()));
        }
        return Optional.of(matcher.appendTail(out).toString());
    }

    private static String word(String sign) {
        return switch (sign) {
            case "__" -> "__underscores__";
            case "." -> "__dot__";
            case "-" -> "__dash__";
            default -> "__slash__";
        };
    }
}
