package com.amd.aim.kube.patch;

import java.io.Serial;

/** A patch that cannot be read or applied; the message is one sentence for people. */
public final class PatchException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public PatchException(String message) {
        super(message);
    }
}
