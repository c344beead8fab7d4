package com.amd.aim.sandbox.api;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every request the server answered, in the order of the answers, so that a test can say "a settled system writes nothing". Keeps the last
 * {@value #KEPT} entries.
 */
public final class RequestLog {

    private static final int KEPT = 100_000;
    private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete", "deletecollection");

    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private long last;

    /**
     * One request. A watch is entered when it starts.
     *
     * @param number counts from 1
     * @param verb as RBAC names it ({@code get, list, watch, create, update, patch, delete, deletecollection}); for paths that name no
     *     resource the HTTP method in lower case
     * @param path of the request, without query
     * @param resource {@code deployments.apps}, with the subresource behind a slash: {@code pods/status}; empty where the path names none
     * @param fieldManager as the request named it
     * @param status the HTTP code answered
     */
    public record Entry(
            long number,
            Instant time,
            String verb,
            String path,
            String resource,
            @Nullable String namespace,
            @Nullable String name,
            String userAgent,
            @Nullable String fieldManager,
            boolean dryRun,
            int status) {

        /** Whether the request could have changed an object, successful or not; a dry run could not. */
        public boolean isWrite() {
            return WRITES.contains(verb) && !dryRun;
        }
    }

    /** A point in the log to count from. */
    public synchronized long mark() {
        return last;
    }

    /** Entries after {@code mark}, oldest first. */
    public synchronized List<Entry> since(long mark) {
        return entries.stream().filter(entry -> entry.number() > mark).toList();
    }

    /** All writes kept, oldest first. */
    public List<Entry> writes() {
        return writesSince(0);
    }

    /** Writes after {@code mark}, oldest first. */
    public List<Entry> writesSince(long mark) {
        return since(mark).stream().filter(Entry::isWrite).toList();
    }

    /** Adds an entry; its number is given here. */
    synchronized void add(Entry entry) {
        entries.addLast(new Entry(
                ++last,
                entry.time,
                entry.verb,
                entry.path,
                entry.resource,
                entry.namespace,
                entry.name,
                entry.userAgent,
                entry.fieldManager,
                entry.dryRun,
                entry.status));
        if (entries.size() > KEPT) {
            entries.removeFirst();
        }
    }
}
