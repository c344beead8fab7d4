package com.amd.aim.engine.cache;

/** Ends a plan or a download with a {@link DownloadFailure}; what is already on disk stays and is used by the next try. */
public final class DownloadException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient DownloadFailure failure;

    public DownloadException(DownloadError error, String message) {
        this(new DownloadFailure(error, message));
    }

    public DownloadException(DownloadFailure failure) {
        super(failure.message());
        this.failure = failure;
    }

    public DownloadException(DownloadError error, String message, Throwable cause) {
        super(message, cause);
        this.failure = new DownloadFailure(error, message);
    }

    /** The class and the sentence. */
    public DownloadFailure failure() {
        return failure;
    }
}
