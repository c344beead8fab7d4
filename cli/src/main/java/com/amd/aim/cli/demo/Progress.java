package com.amd.aim.cli.demo;

import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.AIMServiceStatus.Phase;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tells in plain words what happens to each service, once per change. */
final class Progress {
    private final PrintStream out;
    private final InstantSource clock;
    private final Instant start;
    private final Map<String, String> told = new HashMap<>();

    Progress(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
        this.start = clock.instant();
    }

    /** Something that concerns no single service. */
    synchronized void say(String sentence) {
        Duration since = Duration.between(start, clock.instant());
        out.printf(Locale.ROOT, "%5.1f s  %s%n", since.toMillis() / 1000.0, sentence);
    }

    /** A service as it is now. */
    synchronized void tell(AIMService service) {
        String name = service.getMetadata().getName();
        describe(service)
                .filter(words -> !words.equals(told.put(name, words)))
                .ifPresent(words -> say(name + " " + words));
    }

    private static Optional<String> describe(AIMService service) {
        Phase phase = Services.status(service)
                .flatMap(status -> Optional.ofNullable(status.phase()))
                .orElse(null);
        if (phase == null) {
            return Optional.empty();
        }
        return Optional.of(
                switch (phase) {
                    case Pending -> "waits: " + Services.whyNotReady(service);
                    case Caching -> chosen(service) + "; its model is being downloaded";
                    case Starting -> "has its model on disk; its server is starting";
                    case Serving -> "answers";
                    case Updating -> "is being updated";
                    case Degraded -> "answers with fewer servers than wanted: " + Services.whyNotReady(service);
                    case Stopped -> "is stopped";
                    case Failed -> "failed: " + Services.whyNotReady(service);
                });
    }

    private static String chosen(AIMService service) {
        return Services.selection(service)
                .map(selection -> "gets %s by recipe %s".formatted(selection.gpus(), selection.recipe()))
                .orElse("has its recipe");
    }
}
