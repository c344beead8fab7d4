package com.amd.aim.bench;

import static org.awaitility.Awaitility.await;

import com.amd.aim.e2e.world.AuditLog;
import com.amd.aim.e2e.world.AuditLog.Request;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * What the operator asked the API server for.
 *
 * @param all requests of any kind
 * @param writes those that change something or tried, events included
 * @param refused those that were answered with an error
 * @param byKind how many of each {@code verb resource}
 */
record Requests(long all, long writes, long refused, Map<String, Long> byKind) {
    private static final Duration QUIET = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    static Requests since(AuditLog audit, long mark) {
        List<Request> requests = audit.operatorSince(mark);
        return new Requests(
                requests.size(),
                requests.stream().filter(Request::writes).count(),
                requests.stream().filter(request -> request.code() >= 400).count(),
                requests.stream()
                        .collect(Collectors.groupingBy(
                                request -> request.verb() + " " + request.resource(),
                                TreeMap::new,
                                Collectors.counting())));
    }

    /** Waits until the operator has asked for nothing for a while. */
    static void awaitNone(AuditLog audit) {
        AtomicLong mark = new AtomicLong(audit.mark());
        await().during(QUIET)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                // a look may meet a line that is just being written
                .ignoreExceptions()
                .until(() -> audit.operatorSince(mark.getAndSet(audit.mark())).isEmpty());
    }
}
