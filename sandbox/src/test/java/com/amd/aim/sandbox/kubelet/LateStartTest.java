package com.amd.aim.sandbox.kubelet;

import static org.awaitility.Awaitility.await;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.sandbox.api.ApiServer;
import com.amd.aim.sandbox.client.ApiClients;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LateStartTest {
    /** Longer than what could not be started waits for its next try. */
    private static final Duration SLOW = Duration.ofMinutes(1);

    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final InstantSource clock = () -> Instant.now().plus(ahead.get());

    @Test
    @DisplayName(
            "a container whose start fails, and takes longer than the wait for the next try, is tried again all the same")
    void triedAgain(@TempDir Path files) throws Exception {
        List<SimulatedNode> nodes =
                SimulatedNode.parse("1xMI300X:8", Catalog.builtIn().gpus());
        try (ApiServer server = ApiServer.start(0, "secret");
                KubernetesClient client = ApiClients.connect(Config.fromKubeconfig(server.kubeconfig()), "kubelet");
                SimulatedKubelet _ =
                        SimulatedKubelet.start(client, nodes, this::start, KubeletSettings.in(files), clock)) {
            Pod pod = client.resource(new PodBuilder()
                            .withNewMetadata()
                            .withNamespace("default")
                            .withName("pod")
                            .endMetadata()
                            .withNewSpec()
                            .withNodeName(nodes.getFirst().name())
                            .withRestartPolicy("Never")
                            .addNewContainer()
                            .withName("main")
                            .withImage("registry.example/test:1")
                            .withCommand("start")
                            .endContainer()
                            .endSpec()
                            .build())
                    .create();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> "Succeeded"
                            .equals(client.resource(pod).get().getStatus().getPhase()));
        }
    }

    /** Fails twice; the second time nothing is new to tell, so that no event of the pod's own wakes it, and time passes meanwhile. */
    private RunningContainer start(ContainerStart start) throws ContainerStartException {
        int failed = failures.getAndIncrement();
        if (failed == 1) {
            ahead.set(SLOW);
        }
        if (failed < 2) {
            throw new ContainerStartException("not yet");
        }
        return new Ended();
    }

    private record Ended() implements RunningContainer {
        @Override
        public CompletableFuture<Integer> exitCode() {
            return CompletableFuture.completedFuture(0);
        }

        @Override
        public void stop(Duration grace) {}
    }
}
