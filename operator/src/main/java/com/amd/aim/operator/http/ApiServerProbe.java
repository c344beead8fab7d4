package com.amd.aim.operator.http;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * Whether the API server answers. Informers do not tell: they look healthy while it is away, since they wait for it to come
 * back. The answer is kept for a moment, so that probing us is not probing the API server.
 */
public final class ApiServerProbe implements BooleanSupplier {
    private static final Duration KEPT = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final KubernetesClient client;
    private final InstantSource clock;
    private Instant asked = Instant.MIN;
    private boolean answered;

    /** Asks through a client's connections, once and with less patience than whoever probes us. */
    public ApiServerProbe(KubernetesClient client, InstantSource clock) {
        this.client = OneTry.of(client, PATIENCE);
        this.clock = clock;
    }

    @Override
    public synchronized boolean getAsBoolean() {
        if (asked.plus(KEPT).isBefore(clock.instant())) {
            answered = answers();
            asked = clock.instant();
        }
        return answered;
    }

    private boolean answers() {
        try {
            // any authenticated account may ask this, and it does not touch storage
            return client.raw("/version") != null;
        } catch (KubernetesClientException e) {
            return false;
        }
    }
}
