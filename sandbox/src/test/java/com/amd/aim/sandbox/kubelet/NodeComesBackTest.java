package com.amd.aim.sandbox.kubelet;

import static org.awaitility.Awaitility.await;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.sandbox.TestPrograms;
import com.amd.aim.sandbox.api.ApiServer;
import com.amd.aim.sandbox.client.ApiClients;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without controllers, so that nobody collects the pods of a node that is gone. */
class NodeComesBackTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    @DisplayName(
            "the pods of a node that comes back before they were collected run again, and go when they are deleted")
    void runsAgain(@TempDir Path files) throws Exception {
        List<SimulatedNode> nodes =
                SimulatedNode.parse("1xMI300X:8", Catalog.builtIn().gpus());
        try (ApiServer server = ApiServer.start(0, "secret");
                KubernetesClient client = ApiClients.connect(Config.fromKubeconfig(server.kubeconfig()), "kubelet");
                SimulatedKubelet kubelet = SimulatedKubelet.start(
                        client, nodes, new TestPrograms(), KubeletSettings.in(files), InstantSource.system())) {
            client.resource(waiting(nodes.getFirst())).create();
            PodResource pod = client.pods().inNamespace("default").withName("pod");
            await().atMost(PATIENCE).until(() -> isReady(pod.get(), 0));

            kubelet.addNode(kubelet.removeNode(nodes.getFirst().name()));

            await().atMost(PATIENCE).until(() -> isReady(pod.get(), 1));
            pod.delete();
            await().atMost(PATIENCE).until(() -> pod.get() == null);
        }
    }

    private static Pod waiting(SimulatedNode node) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace("default")
                .withName("pod")
                .endMetadata()
                .withNewSpec()
                .withNodeName(node.name())
                .addNewContainer()
                .withName("main")
                .withImage("registry.example/test:1")
                .withCommand("wait")
                .endContainer()
                .endSpec()
                .build();
    }

    private static boolean isReady(Pod pod, int restarts) {
        List<ContainerStatus> containers = pod.getStatus().getContainerStatuses();
        return !containers.isEmpty()
                && containers.getFirst().getReady()
                && containers.getFirst().getRestartCount() == restarts;
    }
}
