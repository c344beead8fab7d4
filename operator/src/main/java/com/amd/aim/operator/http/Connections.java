package com.amd.aim.operator.http;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;

/** How an API server is reached by whoever watches it. */
public final class Connections {
    private Connections() {}

    /**
     * The same cluster, watched by responses of HTTP/1.1 that do not end, as any API server has them.
     *
     * <p>By default fabric8 watches by WebSocket, and the JDK's client (25.0.3) does not tell a listener of the end of a connection that comes while
     * it still works on a message: that informer hears nothing more until fabric8 renews its watch, after five to ten minutes. With HTTP/2
     * everything would share one connection, and one that is cut without a word would be used until TCP gives it up.
     */
    public static ConfigBuilder watchedSafely(Config cluster) {
        return new ConfigBuilder(cluster).withOnlyHttpWatches(true).withHttp2Disable(true);
    }
}
