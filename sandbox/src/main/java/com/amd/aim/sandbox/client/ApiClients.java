package com.amd.aim.sandbox.client;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.concurrent.Executors;

/** Makes clients whose threads are gone once they are closed, not at some later garbage collection. */
public final class ApiClients {

    private ApiClients() {}

    /** A client that names itself {@code userAgent}, as the parts of a cluster do: {@code kubelet}, {@code kube-scheduler}. */
    public static KubernetesClient connect(Config config, String userAgent) {
        Config named = new ConfigBuilder(config)
                .withUserAgent(userAgent)
                .withOnlyHttpWatches(true) // every API server has them; WebSockets are one more round trip here
                .build();
        return new KubernetesClientBuilder()
                .withConfig(named)
                .withHttpClientFactory(new PromptHttpClientFactory())
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("watches", new AsciiWatches()))
                .withTaskExecutor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }
}
