package com.amd.aim.sandbox.state;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A directory cannot hold a sandbox's state. The message is one sentence with the way out; nothing was changed. */
public final class StateUnusable extends IOException {

    private static final long serialVersionUID = 1L;

    StateUnusable(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    /** Why a file cannot be had, in words for people. */
    static String why(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "this user may not write there";
        }
        return failure instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : Objects.requireNonNullElse(failure.getMessage(), failure.toString());
    }
}
