package com.amd.aim.sandbox.client;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Times as the Kubernetes API writes them: RFC 3339, UTC, whole seconds. */
public final class Times {

    private Times() {}

    /** {@code 2026-01-31T10:11:12Z}. */
    public static String print(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Reads what {@link #print} or another program wrote; nothing for an absent time. */
    public static Optional<Instant> parse(@Nullable String text) {
        return text == null || text.isEmpty()
                ? Optional.empty()
                : Optional.of(OffsetDateTime.parse(text).toInstant());
    }
}
