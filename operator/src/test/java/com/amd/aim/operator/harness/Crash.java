package com.amd.aim.operator.harness;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Kills the process that uses a client, as its API server sees it: after so many writes nothing is heard of it any more, neither a
 * write nor a read.
 */
final class Crash implements Interceptor {
    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");

    private final AtomicInteger writesLeft;
    private volatile boolean dead;

    Crash(int writes) {
        writesLeft = new AtomicInteger(writes);
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (isWrite(request) && writesLeft.getAndDecrement() <= 0) {
            dead = true;
        }
        if (dead) {
            throw new IllegalStateException("this process is dead");
        }
    }

    /** Events come at their own time, and nothing has to recover from them. */
    private static boolean isWrite(HttpRequest request) {
        return WRITES.contains(request.method()) && !request.uri().getPath().endsWith("/events");
    }

    boolean isDead() {
        return dead;
    }
}
