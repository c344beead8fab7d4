package com.amd.aim.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A sentence over as many lines of a terminal as it needs. */
public final class Paragraph {
    /** Columns of a terminal that everybody has. */
    public static final int WIDTH = 100;

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    private Paragraph() {}

    /**
     * Lines of at most {@link #WIDTH} columns; a word that is longer has its own.
     *
     * @param first what the first line begins with
     * @param indent what the others begin with
     */
    public static List<String> of(String first, String indent, String sentence) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(first);
        int start = first.length();
        for (String word : sentence.split(" ", -1)) {
            if (line.length() + word.length() + 1 > WIDTH && line.length() > start) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(indent);
                start = indent.length();
            }
            line.append(word).append(' ');
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }

    /**
     * Lines of at most so many columns: a word that is longer is broken. They may be other people's words: what a terminal would take for
     * more than words becomes a blank.
     *
     * @param first what the first line begins with
     * @param indent what the others begin with
     */
    public static List<String> within(int width, String first, String indent, String sentence) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(first);
        int start = first.length();
        for (String word : CONTROL.matcher(sentence).replaceAll(" ").split(" ", -1)) {
            String rest = line.length() == start ? word : " " + word;
            if (line.length() + rest.length() > width && line.length() > start) {
                lines.add(line.toString());
                line = new StringBuilder(indent);
                start = indent.length();
                rest = word;
            }
            while (!rest.isEmpty() && line.length() + rest.length() > width) {
                int room = Math.clamp(width - line.length(), 1, rest.length());
                lines.add(line + rest.substring(0, room));
                rest = rest.substring(room);
                line = new StringBuilder(indent);
                start = indent.length();
            }
            line.append(rest);
        }
        lines.add(line.toString());
        return lines;
    }
}
