package com.amd.aim.kube.schema;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Map;
import java.util.Optional;

/** Paths inside a schema, as a rule's {@code fieldPath} writes them: {@code .spec.list} or {@code .labels['a.b']}. */
final class RulePath {

    private static final Pattern STEP = Pattern.compile("\\.([^.\\[\\]']+)|\\['((?:[^'\\\\]|\\\\[abfnrtv'\\\\])*)'\\]");
    private static final Map<Character, String> ESCAPES = Map.of(
            'a', "\u0007", 'b', "\b", 'f', "\f", 'n', "\n", 'r', "\r", 't', "\t", 'v', "\u000b", '\'', "'", '\\', "\\");

    private RulePath() {}

    /** {@return where the path leads, from the node on; empty where it leads to nothing the schema knows} */
    static Optional<FieldPath> parse(String text, Node schema) {
        Matcher steps = STEP.matcher(text);
        FieldPath path = FieldPath.ROOT;
        Node node = schema;
        int end = 0;
        while (end < text.length()) {
            if (!steps.find() || steps.start() != end) {
                return Optional.empty();
            }
            String name = steps.group(1) != null ? steps.group(1) : unescaped(steps.group(2));
            boolean named = !node.shape().properties().isEmpty();
            Node next =
                    named ? node.shape().properties().get(name) : node.shape().additional();
            if (next == null) {
                return Optional.empty();
            }
            path = named ? path.child(name) : path.key(name);
            node = next;
            end = steps.end();
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(path);
    }

    private static String unescaped(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(c == '\\' ? ESCAPES.getOrDefault(text.charAt(++i), "") : String.valueOf(c));
        }
        return out.toString();
    }
}
