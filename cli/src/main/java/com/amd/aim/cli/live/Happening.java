package com.amd.aim.cli.live;

import java.time.Duration;

/**
 * Something that happened.
 *
 * @param since the demo's start
 */
record Happening(Duration since, String sentence) {

    /** Minutes and seconds. */
    static String clock(Duration time) {
        return "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
    }
}
