package com.amd.aim.kube.schema.cel;

import com.amd.aim.kube.value.GoText;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;

/**
 * A semantic version (semver.org). What was built how makes no difference.
 *
 * @param before the identifiers of a pre-release; none in a release
 */
record Semver(long major, long minor, long patch, List<String> before) implements Comparable<Semver> {

    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final Pattern IDENTIFIER = Pattern.compile("[0-9A-Za-z-]+");

    /** {@return the version; IllegalArgumentException, in the words of the API server, when it is none} */
    static Semver parse(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("Version string empty");
        }
        String[] parts = text.split("\\.", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("No Major.Minor.Patch elements found");
        }
        long major = number("Major", parts[0]);
        long minor = number("Minor", parts[1]);
        int plus = parts[2].indexOf('+');
        String rest = plus < 0 ? parts[2] : parts[2].substring(0, plus);
        int dash = rest.indexOf('-');
        long patch = number("Patch", dash < 0 ? rest : rest.substring(0, dash));
        List<String> before = dash < 0 ? List.of() : identifiers(rest.substring(dash + 1));
        if (plus >= 0) {
            built(parts[2].substring(plus + 1));
        }
        return new Semver(major, minor, patch, before);
    }

    /** {@return the version of a text that may leave out its end or begin with {@code v} or zeros} */
    static Semver parse(String text, boolean normalize) {
        if (!normalize) {
            return parse(text);
        }
        String[] parts = (text.startsWith("v") ? text.substring(1) : text).split("\\.", 3);
        for (int i = 0; i < parts.length; i++) {
            parts[i] = parts[i].replaceFirst("^0+(?=[0-9])", "");
        }
        String last = parts[parts.length - 1];
        if (parts.length < 3 && (last.contains("+") || last.contains("-"))) {
            throw new IllegalArgumentException("short version cannot contain PreRelease/Build meta data");
        }
        return parse(String.join(".", parts) + ".0".repeat(3 - parts.length));
    }

    static boolean valid(String text, boolean normalize) {
        try {
            return parse(text, normalize).major >= 0;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static long number(String which, String text) {
        if (!NUMBER.matches(text)) {
            String part = which.toLowerCase(Locale.ROOT);
            throw new IllegalArgumentException(
                    "Invalid character(s) found in " + part + " number " + GoText.quote(text));
        }
        if (text.length() > 1 && text.startsWith("0")) {
            throw new IllegalArgumentException(which + " number must not contain leading zeroes " + GoText.quote(text));
        }
        return Long.parseLong(text);
    }

    private static List<String> identifiers(String text) {
        List<String> identifiers = List.of(text.split("\\.", -1));
        for (String identifier : identifiers) {
            if (identifier.isEmpty()) {
                throw new IllegalArgumentException("Prerelease is empty");
            }
            if (!IDENTIFIER.matches(identifier)) {
                throw new IllegalArgumentException(
                        "Invalid character(s) found in prerelease " + GoText.quote(identifier));
            }
            if (NUMBER.matches(identifier) && identifier.length() > 1 && identifier.startsWith("0")) {
                throw new IllegalArgumentException(
                        "Numeric PreRelease version must not contain leading zeroes " + GoText.quote(identifier));
            }
        }
        return identifiers;
    }

    private static void built(String text) {
        for (String part : text.split("\\.", -1)) {
            if (part.isEmpty()) {
                throw new IllegalArgumentException("Build meta data is empty");
            }
            if (!IDENTIFIER.matches(part)) {
                throw new IllegalArgumentException(
                        "Invalid character(s) found in build meta data " + GoText.quote(part));
            }
        }
    }

    @Override
    public int compareTo(Semver other) {
        int order = Long.compare(major, other.major);
        order = order != 0 ? order : Long.compare(minor, other.minor);
        order = order != 0 ? order : Long.compare(patch, other.patch);
        if (order != 0 || before.isEmpty() || other.before.isEmpty()) {
            return order != 0 ? order : Boolean.compare(before.isEmpty(), other.before.isEmpty());
        }
        for (int i = 0; i < Math.min(before.size(), other.before.size()); i++) {
            int identifiers = compare(before.get(i), other.before.get(i));
            if (identifiers != 0) {
                return identifiers;
            }
        }
        return Integer.compare(before.size(), other.before.size());
    }

    /** Orders numbers by value and before words. */
    private static int compare(String left, String right) {
        boolean number = NUMBER.matches(left);
        boolean otherNumber = NUMBER.matches(right);
        if (number && otherNumber) {
            return Long.compare(Long.parseLong(left), Long.parseLong(right));
        }
        return number != otherNumber ? (number ? -1 : 1) : Integer.signum(left.compareTo(right));
    }
}
