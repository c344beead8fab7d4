package com.amd.aim.cli.text;

import java.util.regex.Pattern;

/** Colours for words that say the same without them. */
public enum Paint {
    GREEN(32),
    YELLOW(33),
    RED(31);

    private static final Pattern CODES = Pattern.compile("\\u001B\\[\\d*m");

    private final int code;

    Paint(int code) {
        this.code = code;
    }

    /** The word in this colour, or as it is where none are wanted. */
    public String on(String word, boolean colours) {
        return colours ? "\u001B[" + code + "m" + word + "\u001B[0m" : word;
    }

    /** Columns that a text takes. */
    public static int width(String text) {
        return CODES.matcher(text).replaceAll("").length();
    }
}
