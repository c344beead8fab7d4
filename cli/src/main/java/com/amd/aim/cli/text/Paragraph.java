package com.amd.aim.cli.text;

import java.util.ArrayList;
import java.util.List;

/** A sentence over as many lines of a terminal as it needs. */
public final class Paragraph {
    /** Columns of a terminal that everybody has. */
    public static final int WIDTH = 100;

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
}
