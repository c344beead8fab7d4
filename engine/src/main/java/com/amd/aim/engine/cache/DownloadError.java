package com.amd.aim.engine.cache;

import java.util.Arrays;
import java.util.Optional;

/** Why a plan, a download or a verification failed: the classes that a machine tells apart. */
public enum DownloadError {
    /** The hub, its storage or a proxy did not answer, or answered with 5xx until patience ended. */
    UNREACHABLE("Unreachable", false),
    /** The hub refused the token, or wants one. */
    UNAUTHORIZED("Unauthorized", true),
    /** The model's licence has not been accepted by the owner of the token. */
    GATED("Gated", true),
    /** There is no such repository, or none that this token may see: without a token the hub does not tell which. */
    NOT_FOUND("NotFound", true),
    /** The repository has no such branch, tag or commit. */
    REVISION_NOT_FOUND("RevisionNotFound", true),
    /** The hub answered 429 until patience ended. */
    RATE_LIMITED("RateLimited", false),
    /** The cache directory has no room for the files. */
    NO_SPACE("NoSpace", true),
    /** Connections stayed open without a byte arriving until patience ended. */
    STALLED("Stalled", false),
    /** A file's bytes are not what the hub says they are, also after downloading them again. */
    HASH_MISMATCH("HashMismatch", false),
    /** The source cannot be read, or the repository lists files that cannot be stored safely. */
    INVALID_SOURCE("InvalidSource", true),
    /** A cache directory does not hold what its completion marker says, or has no marker. */
    CORRUPT("Corrupt", true),
    /** Anything else: a defect, or a file system that refuses. */
    INTERNAL("Internal", false);

    private final String word;
    private final boolean lasting;

    DownloadError(String word, boolean lasting) {
        this.word = word;
        this.lasting = lasting;
    }

    /** The word in termination messages. */
    public String word() {
        return word;
    }

    /** Whether the same command fails again until a person changes something, so that a Job had better stop. */
    public boolean lasting() {
        return lasting;
    }

    /** The error with this word. */
    public static Optional<DownloadError> parse(String word) {
        return Arrays.stream(values()).filter(error -> error.word.equals(word)).findFirst();
    }
}
