package com.amd.aim.sandbox.api.model;

import java.util.Optional;
import java.util.regex.Pattern;

/** How names are written. */
public enum Names {
    /** {@code example.com}: most objects. */
    SUBDOMAIN(
            253,
            "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*",
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start"
                    + " and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '%s')"),
    /** {@code my-name}: namespaces, services, containers, volumes. */
    LABEL(
            63,
            "[a-z0-9]([-a-z0-9]*[a-z0-9])?",
            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end"
                    + " with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '%s')"),
    /** {@code example.com/MyName}: keys of labels and annotations, behind the slash. */
    KEY(
            63,
            "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]",
            "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric"
                    + " character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '%s')"),
    /** {@code MyValue}: values of labels. */
    LABEL_VALUE(
            63,
            "(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?",
            "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and"
                    + " end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for"
                    + " validation is '%s')"),
    /** {@code MY_KEY}: keys of config maps and secrets. */
    CONFIG_KEY(
            253,
            "[-._a-zA-Z0-9]+",
            "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME', "
                    + " or 'key-name', regex used for validation is '%s')"),
    /** Anything that may stand between two slashes of a path: roles. */
    PATH_SEGMENT(Integer.MAX_VALUE, "(?!\\.{1,2}$)[^/%%]+", "may not be '.' or '..' nor contain '/' or '%%'");

    private final int longest;
    private final Pattern pattern;
    private final String rule;

    Names(int longest, String pattern, String rule) {
        this.longest = longest;
        this.pattern = Pattern.compile(pattern.replace("%%", "%"));
        this.rule = rule.formatted(pattern);
    }

    /** What is wrong with a name; empty when nothing is. */
    public Optional<String> problem(String name) {
        if (name.length() > longest) {
            return Optional.of("must be no more than " + longest + " characters");
        }
        return pattern.matcher(name).matches() ? Optional.empty() : Optional.of(rule);
    }

    /** Checks a key that may have a domain before a slash. */
    public static Optional<String> qualifiedProblem(String key) {
        int slash = key.indexOf('/');
        if (slash < 0) {
            return KEY.problem(key);
        }
        if (key.indexOf('/', slash + 1) >= 0) {
            return Optional.of("a valid label key must consist of an optional domain and one '/' before the name");
        }
        return SUBDOMAIN
                .problem(key.substring(0, slash))
                .map(text -> "prefix part " + text)
                .or(() -> KEY.problem(key.substring(slash + 1)));
    }
}
