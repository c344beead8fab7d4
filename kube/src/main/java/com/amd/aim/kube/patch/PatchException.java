package com.amd.aim.kube.patch;

import java.io.Serial;

/** A patch that cannot be read or applied; the message is one sentence for people. */
public final class PatchException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What is wrong, and what the API server answers then. */
    public enum Kind {
        /** The patch is no patch (400). */
        MALFORMED,
        /** The patch is well formed but does not fit the document (422). */
        INAPPLICABLE,
        /** The patch fails in the midst of a list (500). */
        FAILED
    }

    public PatchException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    static PatchException malformed(String message) {
        return new PatchException(Kind.MALFORMED, message);
    }

    static PatchException inapplicable(String message) {
        return new PatchException(Kind.INAPPLICABLE, message);
    }

    static PatchException failed(String message) {
        return new PatchException(Kind.FAILED, message);
    }
}
