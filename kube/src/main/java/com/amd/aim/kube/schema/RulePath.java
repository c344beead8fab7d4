package com.amd.aim.kube.schema;

import java.util.Map;
import java.util.Optional;

/** Paths inside a schema, as a rule's {@code fieldPath} writes them: {@code .spec.list} or {@code .labels['a.b']}. */
final class RulePath {

    private static final Map<Character, String> ESCAPES = Map.of(
            'a', "\u0007", 'b', "\b", 'f', "\f", 'n', "\n", 'r', "\r", 't', "\t", 'v', "\u000b", '\'', "'", '\\', "\\");
    private static final String UNKNOWN = "does not refer to a valid field";
    private static final String END = "unexpected end of JSON path";

    private final String text;
    private final boolean brackets;
    private int at;

    private RulePath(String text, boolean brackets) {
        this.text = text;
        this.brackets = brackets;
    }

    /** Where a path leads. */
    sealed interface Target {}

    /** To a field. */
    record Field(FieldPath path, Node schema) implements Target {}

    /** Nowhere: {@code reason} says why. */
    record Nowhere(String reason) implements Target {}

    /** {@return where the path leads, from the node on; empty where it leads to nothing the schema knows} */
    static Optional<FieldPath> parse(String text, Node schema) {
        return resolve(text, schema, true) instanceof Field field && !text.isEmpty()
                ? Optional.of(field.path())
                : Optional.empty();
    }

    /**
     * Follows a path.
     *
     * @param brackets whether names may stand in brackets
     */
    static Target resolve(String text, Node schema, boolean brackets) {
        RulePath path = new RulePath(text, brackets);
        Field here = new Field(FieldPath.ROOT, schema);
        while (path.at < text.length()) {
            switch (path.step(here)) {
                case Field next -> here = next;
                case Nowhere nowhere -> {
                    return nowhere;
                }
            }
        }
        return here;
    }

    private Target step(Field here) {
        String sign = token();
        return switch (sign) {
            case "." -> at == text.length() ? new Nowhere(END) : next(here, token());
            case "[" -> brackets ? bracket(here) : new Nowhere("array notation is not allowed");
            default -> new Nowhere("expected [ or . but got: " + sign);
        };
    }

    private Target bracket(Field here) {
        if (at == text.length()) {
            return new Nowhere(END);
        }
        String quoted = token();
        if (quoted.length() < 2 || !quoted.startsWith("'") || !quoted.endsWith("'")) {
            return new Nowhere("expected single quoted string but got " + quoted);
        }
        Target target = next(here, unescaped(quoted.substring(1, quoted.length() - 1)));
        if (target instanceof Nowhere || at == text.length()) {
            return target instanceof Nowhere ? target : new Nowhere(END);
        }
        String close = token();
        return close.equals("]") ? target : new Nowhere("expected ] but got " + close);
    }

    private static Target next(Field here, String name) {
        Shape shape = here.schema().shape();
        boolean named = !shape.properties().isEmpty();
        Node next = named ? shape.properties().get(name) : shape.additional();
        if (next == null) {
            return new Nowhere(UNKNOWN);
        }
        return new Field(named ? here.path().child(name) : here.path().key(name), next);
    }

    /** {@return the next sign, quoted name or name} */
    private String token() {
        int start = at;
        boolean quoted = text.charAt(start) == '\'';
        at++;
        if (!quoted && ".[]".indexOf(text.charAt(start)) >= 0) {
            return text.substring(start, at);
        }
        while (at < text.length()) {
            char c = text.charAt(at);
            if (quoted && c == '\'' && text.charAt(at - 1) != '\\') {
                at++;
                break;
            }
            if (!quoted && ".[]".indexOf(c) >= 0) {
                break;
            }
            at++;
        }
        return text.substring(start, at);
    }

    private static String unescaped(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escape = c == '\\' && i + 1 < text.length();
            out.append(escape ? ESCAPES.getOrDefault(text.charAt(++i), "") : String.valueOf(c));
        }
        return out.toString();
    }
}
