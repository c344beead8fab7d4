package com.amd.aim.sandbox.api.collect;

import com.amd.aim.sandbox.api.store.Change;
import com.amd.aim.sandbox.api.store.Key;
import com.amd.aim.sandbox.api.store.Store;
import com.amd.aim.sandbox.api.store.Stored;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Forgets events an hour after they were last written, as an API server does unless it is told another {@code --event-ttl}. */
final class EventExpiry implements Chore {

    private static final String EVENTS = "/events";
    private static final Duration KEPT = Duration.ofHours(1);
    private static final List<String> TIMES =
            List.of("/metadata/creationTimestamp", "/lastTimestamp", "/series/lastObservedTime");

    private final Store store;
    private final InstantSource clock;

    /** Those taken over from the last run are in no order of time. */
    private final Map<Key, Written> written = new LinkedHashMap<>();

    private record Written(Stored event, Instant time) {}

    EventExpiry(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Collection<Key> concernedBy(Change change) {
        Key key = change.key();
        if (key.storage().equals(EVENTS)) {
            written.remove(key);
            Stored after = change.after();
            if (after != null) {
                // what is there from the last run was written at the time that it says
                Instant time = change.before() == null ? lastTime(after.tree()) : clock.instant();
                written.put(key, new Written(after, time));
            }
        }
        return List.of();
    }

    private Instant lastTime(ObjectNode event) {
        return TIMES.stream()
                .map(event::at)
                .flatMap(EventExpiry::time)
                .max(Instant::compareTo)
                .orElseGet(clock::instant);
    }

    private static Stream<Instant> time(JsonNode text) {
        try {
            return text.isTextual() ? Stream.of(Instant.parse(text.textValue())) : Stream.empty();
        } catch (DateTimeParseException unreadable) {
            return Stream.empty();
        }
    }

    @Override
    public Collection<Key> due() {
        Instant before = clock.instant().minus(KEPT);
        return written.entrySet().stream()
                .filter(entry -> entry.getValue().time().isBefore(before))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public void attend(Key key) {
        Written due = written.get(key);
        if (due != null) {
            // unless it was written again just now, which is then heard of
            store.delete(due.event());
        }
    }
}
