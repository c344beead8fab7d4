package com.amd.aim.engine.cache;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One try failed in a way that the next may not. */
final class TransientFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient DownloadFailure failure;
    private final @Nullable Duration askedPause;
    private final boolean progressed;

    TransientFailure(DownloadFailure failure, @Nullable Duration askedPause) {
        this(failure, askedPause, false);
    }

    private TransientFailure(DownloadFailure failure, @Nullable Duration askedPause, boolean progressed) {
        super(failure.message());
        this.failure = failure;
        this.askedPause = askedPause;
        this.progressed = progressed;
    }

    /** What to say when no further try is made. */
    DownloadFailure failure() {
        return failure;
    }

    /** How long the hub asked to wait; null when it did not. */
    @Nullable Duration askedPause() {
        return askedPause;
    }

    /** Whether the try brought something before it failed. */
    boolean progressed() {
        return progressed;
    }

    /** The same failure of a try that brought something. */
    TransientFailure afterProgress() {
        return new TransientFailure(failure, askedPause, true);
    }
}
