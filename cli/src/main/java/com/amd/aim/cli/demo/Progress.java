package com.amd.aim.cli.demo;

import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.AIMServiceStatus;
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
public final class Progress {
    private final Listener listener;
    private final InstantSource clock;
    private final Instant start;
    private final Map<String, String> told = new HashMap<>();

    /** Who is told. */
    public interface Listener {
        /**
         * Something happened.
         *
         * @param since the start
         */
        void happened(Duration since, String sentence);

        /** Prints a line for each. */
        static Listener printing(PrintStream out) {
            return (since, sentence) -> out.printf(Locale.ROOT, "%5.1f s  %s%n", since.toMillis() / 1000.0, sentence);
        }
    }

    /** Starts now. */
    public Progress(Listener listener, InstantSource clock) {
        this.listener = listener;
        this.clock = clock;
        this.start = clock.instant();
    }

    /** Something that concerns no single service. */
    public synchronized void say(String sentence) {
        listener.happened(Duration.between(start, clock.instant()), sentence);
    }

    /** A service as it is now. */
    public synchronized void tell(AIMService service) {
        String name = Services.name(service);
        describe(service)
                .filter(words -> !words.equals(told.put(name, words)))
                .ifPresent(words -> say(name + " " + words));
    }

    /** A service that is no more. */
    public synchronized void gone(AIMService service) {
        told.remove(Services.name(service));
        say(Services.name(service) + " is deleted");
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
                    case Serving -> "answers" + servers(service);
                    case Updating -> "is being updated" + underWay(service);
                    case Degraded -> "answers with fewer servers than wanted: " + Services.whyNotReady(service);
                    case Stopped -> "is stopped";
                    case Failed -> "failed: " + Services.whyNotReady(service);
                });
    }

    private static String underWay(AIMService service) {
        return Services.underWay(service).map(message -> ": " + message).orElse("");
    }

    /** One is not worth a word. */
    private static String servers(AIMService service) {
        int count =
                Services.status(service).map(AIMServiceStatus::readyReplicas).orElse(1);
        return count > 1 ? ", with %d servers".formatted(count) : "";
    }

    private static String chosen(AIMService service) {
        return Services.selection(service)
                .map(selection -> "gets %s by recipe %s".formatted(selection.gpus(), selection.recipe()))
                .orElse("has its recipe");
    }
}
