package com.amd.aim.cli.text;

import java.util.ArrayList;
import java.util.List;

/** Commands as a shell takes them when they are pasted. */
public final class ShellText {
    private static final String PLAIN = "[\\w./:=,-]+";

    private ShellText() {}

    /** A text as one word. */
    public static String word(String text) {
        return text.matches(PLAIN) ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /**
     * A command over as many lines of so many columns as it needs, which a shell joins again: each but the last ends in a backslash.
     * Broken at a blank where there is one, else within a word, whose next line then begins at the edge. What is quoted cannot be joined
     * again, so a command with quotes stays in one line.
     *
     * @param indent what the first line begins with, and those that begin with a word
     */
    public static List<String> folded(String command, String indent, int width) {
        List<String> lines = new ArrayList<>();
        String rest = indent + command;
        boolean breakable = command.indexOf('\'') < 0 && command.indexOf('"') < 0;
        while (breakable && rest.length() > width && width > indent.length() + 2) {
            int blank = rest.lastIndexOf(' ', width - 2);
            if (blank >= indent.length() && !rest.substring(0, blank).isBlank()) {
                lines.add(rest.substring(0, blank + 1) + "\\");
                rest = indent + rest.substring(blank + 1);
            } else {
                lines.add(rest.substring(0, width - 1) + "\\");
                rest = rest.substring(width - 1);
            }
        }
        lines.add(rest);
        return lines;
    }
}
