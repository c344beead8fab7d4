package com.amd.aim.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the lease by which one of several replicas acts. On a graceful stop the lease is given back, so that the next one starts
 * at once; a replica that loses it must end, since another may already act.
 */
final class Leader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Leader.class);
    private static final String LEASE = "aim-engine";
    private static final Duration LEASE_DURATION = Duration.ofSeconds(15);
    private static final Duration RENEW_DEADLINE = Duration.ofSeconds(10);
    private static final Duration RETRY_PERIOD = Duration.ofSeconds(2);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(4);

    private final AtomicBoolean closing = new AtomicBoolean();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final LeaderElector elector;
    private final CompletableFuture<?> election;

    /**
     * Stands for election.
     *
     * @param elected called once, when this process is the leader
     * @param deposed called when the lease was lost without {@link #close}
     */
    Leader(KubernetesClient client, String namespace, String identity, Runnable elected, Runnable deposed) {
        elector = new LeaderElector(
                impatient(client),
                new LeaderElectionConfigBuilder()
                        .withName(LEASE)
                        .withLeaseDuration(LEASE_DURATION)
                        .withRenewDeadline(RENEW_DEADLINE)
                        .withRetryPeriod(RETRY_PERIOD)
                        // by close, when no renewal can take it again
                        .withReleaseOnCancel(false)
                        .withLock(new LeaseLock(namespace, LEASE, identity))
                        .withLeaderCallbacks(new LeaderCallbacks(
                                elected,
                                () -> {
                                    if (!closing.get()) {
                                        deposed.run();
                                    }
                                },
                                leader -> log.atInfo()
                                        .addKeyValue("leader", leader)
                                        .log("leader")))
                        .build(),
                threads);
        election = elector.start();
    }

    /** The next try comes soon enough: none may outlast the lease. */
    private static KubernetesClient impatient(KubernetesClient client) {
        return client.newClient(
                        new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
                                .withRequestTimeout((int) REQUEST_TIMEOUT.toMillis())
                                .withRequestRetryBackoffLimit(0)
                                .build())
                .adapt(KubernetesClient.class);
    }

    /** Returns when the lease is given back. A renewal that is under way would take it again, so that is waited for. */
    @Override
    public void close() {
        closing.set(true);
        election.cancel(true);
        threads.close();
        try {
            elector.release();
        } catch (KubernetesClientException e) {
            log.atWarn().setCause(e).log("the lease was not given back; it runs out by itself");
        }
    }
}
