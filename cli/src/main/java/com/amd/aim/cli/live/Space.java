package com.amd.aim.cli.live;

/**
 * Where a picture has to fit.
 *
 * @param colours whether words may have them
 */
record Space(int width, int height, boolean colours) {

    /** A terminal that does not say how large it is is taken for one that everybody has. */
    Space {
        width = width > 0 ? width : 80;
        height = height > 0 ? height : 24;
    }

    /** A line without colours, cut where the space ends. */
    String cut(String line) {
        return line.length() <= width ? line : line.substring(0, width - 1) + "\u2026";
    }
}
