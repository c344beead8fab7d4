package com.amd.aim.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.sandbox.api.RequestLog;
import com.amd.aim.sandbox.client.ApiClients;
import com.amd.aim.sandbox.kubelet.SimulatedNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxTest {

    @Test
    @DisplayName("it starts with Ready GPU nodes and a default StorageClass, and answers an ordinary client")
    void starts() throws IOException {
        try (Sandbox sandbox = Sandbox.builder().nodes("2xMI300X:8,1xMI325X:4").start();
                KubernetesClient client = new KubernetesClientBuilder()
                        .withConfig(sandbox.clientConfig())
                        .build()) {
            List<Node> nodes = client.nodes().list().getItems();
            assertThat(nodes)
                    .extracting(node -> node.getMetadata().getName())
                    .containsExactlyInAnyOrder("mi300x-0", "mi300x-1", "mi325x-0");
            assertThat(nodes).allMatch(SandboxTest::ready);
            assertThat(client.nodes().withName("mi325x-0").get().getStatus().getAllocatable())
                    .containsEntry("amd.com/gpu", new Quantity("4"));
            assertThat(client.storage()
                            .v1()
                            .storageClasses()
                            .withName("standard")
                            .get()
                            .getProvisioner())
                    .isEqualTo("sandbox.aim.amd.com/directory");
            assertThat(client.leases().inNamespace("kube-node-lease").list().getItems())
                    .hasSize(3);
            try (KubernetesClient other = ApiClients.connect(Config.fromKubeconfig(sandbox.kubeconfig()), "other")) {
                assertThat(other.nodes().list().getItems()).hasSize(3);
            }
        }
    }

    @Test
    @DisplayName("closed it leaves no thread and no file, also while pods run")
    void closes() throws IOException {
        Set<Long> before = threads();
        Sandbox sandbox = Sandbox.builder().containers(new TestPrograms()).start();
        deploy(sandbox.client(), 3);
        WorldTest.eventually().until(() -> running(sandbox.client()) == 3);
        Path state = sandbox.state();
        sandbox.close();
        assertThat(state).doesNotExist();
        WorldTest.eventually()
                .untilAsserted(() -> assertThat(newThreads(before)).isEmpty());
    }

    @Test
    @DisplayName("a start that fails leaves nothing behind")
    void failedStart() {
        Set<Long> before = threads();
        assertThatThrownBy(() -> Sandbox.builder().nodes("1xMI9000:8").start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("MI9000");
        WorldTest.eventually()
                .untilAsserted(() -> assertThat(newThreads(before)).isEmpty());
    }

    @Test
    @DisplayName("a directory that was given stays")
    void state(@TempDir Path directory) throws IOException {
        Sandbox.builder().nodes("").state(directory).start().close();
        assertThat(Files.isDirectory(directory)).isTrue();
    }

    @Test
    @DisplayName("a settled sandbox writes nothing but heartbeats")
    void quiet() throws IOException {
        try (Sandbox sandbox = Sandbox.builder().containers(new TestPrograms()).start()) {
            deploy(sandbox.client(), 2);
            WorldTest.eventually().until(() -> running(sandbox.client()) == 2);
            WorldTest.eventually().during(Duration.ofMillis(500)).until(() -> {
                long mark = sandbox.requests().mark();
                WorldTest.eventually().pollDelay(Duration.ofMillis(100)).until(() -> true);
                return sandbox.requests().writesSince(mark).stream()
                        .map(RequestLog.Entry::resource)
                        .allMatch("leases.coordination.k8s.io"::equals);
            });
        }
    }

    @Test
    @DisplayName("pods of a node that is gone are replaced elsewhere, and a new node takes waiting pods")
    void nodes() throws IOException {
        try (Sandbox sandbox = Sandbox.builder()
                .nodes("1xMI300X:8")
                .containers(new TestPrograms())
                .start()) {
            deploy(sandbox.client(), 2);
            WorldTest.eventually().until(() -> running(sandbox.client()) == 2);
            sandbox.nodes().removeNode("mi300x-0");
            WorldTest.eventually().until(() -> running(sandbox.client()) == 0 && waiting(sandbox.client()) == 2);
            SimulatedNode.parse("1xMI325X:8", Catalog.builtIn().gpus()).forEach(sandbox.nodes()::addNode);
            WorldTest.eventually().until(() -> running(sandbox.client()) == 2);
            sandbox.nodes().cordon("mi325x-0");
            deploy(sandbox.client(), "late", 1);
            WorldTest.eventually().until(() -> waiting(sandbox.client()) == 1);
            sandbox.nodes().uncordon("mi325x-0");
            WorldTest.eventually().until(() -> running(sandbox.client()) == 3);
        }
    }

    @Test
    @DisplayName("GPUs that break cannot be allocated any more, though the node has them; its pods go on")
    void brokenGpus() throws IOException {
        try (Sandbox sandbox = Sandbox.builder()
                .nodes("1xMI300X:8")
                .containers(new TestPrograms())
                .start()) {
            deploy(sandbox.client(), 1);
            WorldTest.eventually().until(() -> running(sandbox.client()) == 1);

            sandbox.nodes().breakGpus("mi300x-0", 8);

            NodeStatus status =
                    sandbox.client().nodes().withName("mi300x-0").get().getStatus();
            assertThat(status.getAllocatable()).containsEntry("amd.com/gpu", new Quantity("0"));
            assertThat(status.getCapacity()).containsEntry("amd.com/gpu", new Quantity("8"));
            assertThat(running(sandbox.client())).isEqualTo(1);
            assertThatThrownBy(() -> sandbox.nodes().breakGpus("mi300x-0", 9))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("has 8 GPUs");
        }
    }

    @Test
    @DisplayName("a node that was lost can be added again")
    void nodeComesBack() throws IOException {
        try (Sandbox sandbox = Sandbox.builder().nodes("1xMI300X:8").start()) {
            SimulatedNode lost = sandbox.nodes().removeNode("mi300x-0");
            assertThat(sandbox.client().nodes().list().getItems()).isEmpty();

            sandbox.nodes().addNode(lost);

            assertThat(ready(sandbox.client().nodes().withName("mi300x-0").get()))
                    .isTrue();
        }
    }

    @Test
    @DisplayName("the kubeconfig names the port that was asked for, which no other sandbox can have")
    void port() throws IOException {
        try (Socket held = new Socket()) { // bound, not listening: nobody else is given the port
            held.setReuseAddress(true);
            held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = held.getLocalPort();
            try (Sandbox sandbox = Sandbox.builder().nodes("").port(port).start()) {
                assertThat(sandbox.kubeconfig()).contains("https://127.0.0.1:" + port);
                assertThatThrownBy(() -> Sandbox.builder().nodes("").port(port).start())
                        .isInstanceOf(SocketException.class);
            }
        }
    }

    private static long running(KubernetesClient client) {
        return client.pods().inNamespace("default").list().getItems().stream()
                .filter(WorldTest::ready)
                .count();
    }

    private static long waiting(KubernetesClient client) {
        return client.pods().inNamespace("default").list().getItems().stream()
                .filter(pod -> pod.getSpec().getNodeName() == null
                        && !pod.getStatus().getConditions().isEmpty())
                .count();
    }

    private static void deploy(KubernetesClient client, int replicas) {
        deploy(client, "app", replicas);
    }

    private static void deploy(KubernetesClient client, String name, int replicas) {
        Container container = WorldTest.container("wait");
        client.resource(new DeploymentBuilder()
                        .withNewMetadata()
                        .withNamespace("default")
                        .withName(name)
                        .endMetadata()
                        .withNewSpec()
                        .withReplicas(replicas)
                        .withNewSelector()
                        .addToMatchLabels("app", name)
                        .endSelector()
                        .withNewTemplate()
                        .withNewMetadata()
                        .addToLabels("app", name)
                        .endMetadata()
                        .withNewSpec()
                        .withContainers(container)
                        .endSpec()
                        .endTemplate()
                        .endSpec()
                        .build())
                .create();
    }

    private static boolean ready(Node node) {
        return node.getStatus().getConditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
    }

    private static Set<Long> threads() {
        return live().map(Thread::threadId).collect(Collectors.toSet());
    }

    private static List<String> newThreads(Set<Long> before) {
        return live().filter(thread -> !before.contains(thread.threadId()))
                .map(Thread::getName)
                .filter(name -> !name.startsWith("awaitility"))
                .sorted()
                .toList();
    }

    /** Platform threads of ours: those that the JDK keeps for virtual threads belong to another group and stay. */
    private static Stream<Thread> live() {
        ThreadGroup ours = Thread.currentThread().getThreadGroup();
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> ours.equals(thread.getThreadGroup()));
    }
}
