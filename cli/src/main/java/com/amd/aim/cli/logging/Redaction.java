package com.amd.aim.cli.logging;

import java.util.regex.Pattern;

/** Takes the shapes of credentials out of text before it is written; a second fence, since no part logs them knowingly. */
final class Redaction {
    private static final Pattern SECRET = Pattern.compile("(?<![A-Za-z0-9_])hf_[A-Za-z0-9]{8,}"
            + "|(?i:(?<=bearer )[A-Za-z0-9._~+/=-]{8,})"
            + "|(?<=://)[^/\\s:@]+:[^/\\s@]+(?=@)");

    private Redaction() {}

    static String of(String text) {
        return SECRET.matcher(text).replaceAll("***");
    }
}
