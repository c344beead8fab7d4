package com.amd.aim.sandbox.api;

import java.io.IOException;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What containers wrote, as the simulated kubelet of a node keeps it; the API server asks it for {@code kubectl logs}. The server answers
 * what it can say from the pod itself (no such container, not started yet) and adds timestamps and byte limits; the kubelet hands over lines.
 */
public interface PodLogs {

    /**
     * Which lines of which container.
     *
     * @param uid the pod's uid, so that a pod of the same name that came later is not mistaken for it
     * @param previous the container's run before its last restart
     * @param follow keep handing over lines as they are written, until the container ends or the reader refuses one
     * @param tailLines only so many of the lines that are there now; empty: all
     * @param since only lines written at this time or later
     */
    record Query(
            String namespace,
            String pod,
            String uid,
            String container,
            boolean previous,
            boolean follow,
            OptionalInt tailLines,
            @Nullable Instant since) {}

    /** Takes one line, without its line break; throws when the reader has gone. */
    @FunctionalInterface
    interface LineReader {
        void line(Instant written, String text) throws IOException;
    }

    /**
     * Hands the lines over in the order they were written and returns at their end.
     *
     * @return false when this kubelet has no such log (the container never ran here)
     * @throws IOException what {@code reader} threw
     */
    boolean read(Query query, LineReader reader) throws IOException;
}
