package com.amd.aim.sandbox.kubelet;

import com.amd.aim.sandbox.api.PodLogs;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The logs of all containers of the simulated nodes: of each the present run and the one before. */
final class ContainerLogs implements PodLogs {

    private record Id(String uid, String container) {}

    private final Map<Id, Deque<ContainerLog>> logs = new ConcurrentHashMap<>();

    /** A new run of a container begins. */
    void begin(String uid, String container, ContainerLog log) {
        logs.compute(new Id(uid, container), (_, before) -> {
            Deque<ContainerLog> runs = before == null ? new ArrayDeque<>() : new ArrayDeque<>(before);
            runs.addFirst(log);
            if (runs.size() > 2) {
                runs.removeLast();
            }
            return runs;
        });
    }

    /** The pod is gone and its logs with it. */
    void forget(String uid) {
        logs.keySet().removeIf(id -> id.uid.equals(uid));
    }

    @Override
    public boolean read(Query query, LineReader reader) throws IOException {
        Optional<ContainerLog> log = find(query);
        if (log.isEmpty()) {
            return false;
        }
        List<ContainerLog.Line> lines = log.get().after(0);
        long last = 0;
        int skipped = Math.max(0, lines.size() - query.tailLines().orElse(lines.size()));
        for (ContainerLog.Line line : lines.subList(skipped, lines.size())) {
            hand(query, reader, line);
        }
        if (!lines.isEmpty()) {
            last = lines.getLast().number();
        }
        if (query.follow()) {
            follow(query, reader, log.get(), last);
        }
        return true;
    }

    private Optional<ContainerLog> find(Query query) {
        Deque<ContainerLog> runs = logs.get(new Id(query.uid(), query.container()));
        if (runs == null || (query.previous() && runs.size() < 2)) {
            return Optional.empty();
        }
        @Nullable ContainerLog log = query.previous() ? runs.peekLast() : runs.peekFirst();
        return Optional.ofNullable(log);
    }

    private static void follow(Query query, LineReader reader, ContainerLog log, long last) throws IOException {
        long seen = last;
        try {
            for (List<ContainerLog.Line> more = log.awaitAfter(seen); !more.isEmpty(); more = log.awaitAfter(seen)) {
                for (ContainerLog.Line line : more) {
                    hand(query, reader, line);
                    seen = line.number();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("reading the log was interrupted").initCause(e);
        }
    }

    private static void hand(Query query, LineReader reader, ContainerLog.Line line) throws IOException {
        if (query.since() == null || !line.written().isBefore(query.since())) {
            reader.line(line.written(), line.text());
        }
    }
}
