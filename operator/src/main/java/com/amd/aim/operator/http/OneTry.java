package com.amd.aim.operator.http;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import java.time.Duration;

/** Clients for those who ask again anyway, so that a request must not outlast the next. */
public final class OneTry {
    private OneTry() {}

    /** The same client, over the same connections, that sends each request once and waits no longer than this for the answer. */
    public static KubernetesClient of(KubernetesClient client, Duration patience) {
        return client.newClient(
                        new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
                                .withRequestTimeout((int) patience.toMillis())
                                .withRequestRetryBackoffLimit(0)
                                .build())
                .adapt(KubernetesClient.class);
    }
}
