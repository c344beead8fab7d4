package com.amd.aim.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Lets nothing be written that the lease does not cover. A process that was frozen, or cut off from the API server, goes on where it
 * was before it learns that another one leads by now; so each write asks when the lease was last renewed.
 *
 * <p>What was asked before the process was frozen and is not on the wire yet, as while a connection is being opened, goes out when it thaws:
 * only the API server could refuse that, and it knows no fencing.
 *
 * <p>What counts is when the renewal was asked for, by a clock that nobody sets: others count from when it was stored, which is later.
 */
final class LeaseFence implements Interceptor {
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
    private static final String LEASES = "/apis/coordination.k8s.io/";

    private final Duration covered;
    private final LongSupplier nanoTime;
    private volatile State state = new State(false, 0);
    private volatile boolean closed;

    private record State(boolean held, long renewed) {}

    /**
     * Of a lease that nobody holds yet.
     *
     * @param covered how long after a renewal may be written; less than the lease lasts, since a request takes its time
     */
    LeaseFence(Duration covered, LongSupplier nanoTime) {
        this.covered = covered;
        this.nanoTime = nanoTime;
    }

    /** The same lock, whose renewals count. */
    Lock watch(Lock lock) {
        return new Watched(lock);
    }

    /** From now on nothing is written, whatever the lease says. */
    void close() {
        closed = true;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (!READS.contains(request.method()) && !isLease(request.uri()) && !covers()) {
            throw new KubernetesClientException("not sent, since the lease does not cover it any more: "
                    + request.method() + " " + request.uri().getPath());
        }
    }

    private boolean covers() {
        State now = state;
        return !closed && now.held() && nanoTime.getAsLong() - now.renewed() < covered.toNanos();
    }

    private static boolean isLease(URI uri) {
        return uri.getPath().startsWith(LEASES);
    }

    private final class Watched implements Lock {
        private final Lock lock;

        private Watched(Lock lock) {
            this.lock = lock;
        }

        @Override
        public LeaderElectionRecord get(KubernetesClient client) {
            return lock.get(client);
        }

        @Override
        public void create(KubernetesClient client, LeaderElectionRecord record) {
            long asked = nanoTime.getAsLong();
            lock.create(client, record);
            state = new State(true, asked);
        }

        @Override
        public void update(KubernetesClient client, LeaderElectionRecord record) {
            long asked = nanoTime.getAsLong();
            lock.update(client, record);
            state = new State(identity().equals(record.getHolderIdentity()), asked);
        }

        @Override
        public String identity() {
            return lock.identity();
        }

        @Override
        public String describe() {
            return lock.describe();
        }
    }
}
