package com.amd.aim.operator.http;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import java.util.function.Consumer;

/** How an API server is reached by whoever watches it. */
public final class Connections {
    private Connections() {}

    /** A client that watches as {@link #to(Config, Consumer)} has it. */
    public static KubernetesClient to(Config cluster) {
        return to(cluster, _ -> {});
    }

    /**
     * A client that watches by responses of HTTP/1.1 that do not end, as any API server has them.
     *
     * <p>By default fabric8 watches by WebSocket, and the JDK's client (25.0.3) does not tell a listener of the end of a connection that comes while
     * it still works on a message: that informer hears nothing more until fabric8 renews its watch, after five to ten minutes. With HTTP/2
     * everything would share one connection, and one that is cut without a word would be used until TCP gives it up.
     *
     * @param more what else the connections need
     */
    public static KubernetesClient to(Config cluster, Consumer<HttpClient.Builder> more) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(cluster)
                        .withOnlyHttpWatches(true)
                        .withHttp2Disable(true)
                        .build())
                .withHttpClientBuilderConsumer(http -> {
                    http.addOrReplaceInterceptor("watches", new AsciiWatches());
                    more.accept(http);
                })
                .build();
    }
}
