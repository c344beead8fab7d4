package com.amd.aim.cli.doctor;

/** What a question to the cluster came to. */
sealed interface Seen<T> {
    /** The answer. */
    record Known<T>(T value) implements Seen<T> {}

    /** This user may not ask, or the cluster cannot answer. */
    record Hidden<T>(String why) implements Seen<T> {}
}
