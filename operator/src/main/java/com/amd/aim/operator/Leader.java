package com.amd.aim.operator;

import com.amd.aim.operator.http.OneTry;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
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
    private static final Duration LEASE_DURATION = Duration.ofSeconds(15);
    /** After which a leader that could not renew gives up; nothing is written later than that. */
    static final Duration RENEW_DEADLINE = Duration.ofSeconds(10);

    /** Who stands by looks after one to 2.2 of these, so this is what a hand-over waits for. */
    private static final Duration RETRY_PERIOD = Duration.ofSeconds(1);

    /** No renewal may outlast the lease. */
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(4);

    private final AtomicBoolean closing = new AtomicBoolean();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final LeaseFence fence;
    private final LeaderElector elector;
    private final CompletableFuture<?> election;

    /**
     * Stands for election.
     *
     * @param fence that the client's writes have to pass
     * @param elected called once, when this process is the leader
     * @param deposed called when the lease was lost without {@link #close}
     */
    Leader(
            KubernetesClient client,
            String namespace,
            String identity,
            LeaseFence fence,
            Runnable elected,
            Runnable deposed) {
        this.fence = fence;
        elector = new LeaderElector(
                OneTry.of(client, REQUEST_TIMEOUT),
                new LeaderElectionConfigBuilder()
                        .withName(OperatorConfig.LEASE)
                        .withLeaseDuration(LEASE_DURATION)
                        .withRenewDeadline(RENEW_DEADLINE)
                        .withRetryPeriod(RETRY_PERIOD)
                        // by close, when no renewal can take it again
                        .withReleaseOnCancel(false)
                        .withLock(fence.watch(new LeaseLock(namespace, OperatorConfig.LEASE, identity)))
                        .withLeaderCallbacks(new LeaderCallbacks(
                                elected,
                                () -> {
                                    fence.close();
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

    /**
     * Gives the lease back; before that, nothing is written any more. A renewal that is under way would take it again, so that is
     * waited for.
     */
    @Override
    public void close() {
        closing.set(true);
        fence.close();
        election.cancel(true);
        threads.close();
        try {
            elector.release();
        } catch (KubernetesClientException e) {
            log.atWarn().setCause(e).log("the lease was not given back; it runs out by itself");
        }
    }
}
