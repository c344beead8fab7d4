package com.amd.aim.engine.detect;

import java.util.List;

/** Runs programs of a machine, without a shell. */
@FunctionalInterface
public interface CommandRunner {
    /**
     * Runs one to its end, or to the end of patience.
     *
     * @param command the program and its arguments
     */
    Result run(List<String> command);

    /** What came of it. */
    sealed interface Result {
        /** It ended well, having printed this. */
        record Printed(String text) implements Result {}

        /** There is no such program. */
        record Absent() implements Result {}

        /**
         * It ended otherwise, or not at all.
         *
         * @param why the end of a sentence about the program, {@code ends with status 1}
         */
        record Failed(String why) implements Result {}
    }
}
