package com.amd.aim.sandbox.kubelet;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** References to variables in commands and values: {@code $(NAME)}; {@code $$} is a dollar; unknown names stay. */
final class Expansion {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\$|\\$\\(([^)]*)\\)");

    private Expansion() {}

    static String expand(String text, Map<String, String> env) {
        return REFERENCE.matcher(text).replaceAll(match -> {
            String name = match.group(1);
            String value = name == null ? "$" : env.getOrDefault(name, match.group());
            return Matcher.quoteReplacement(value);
        });
    }

    static List<String> expand(List<String> words, Map<String, String> env) {
        return words.stream().map(word -> expand(word, env)).toList();
    }
}
