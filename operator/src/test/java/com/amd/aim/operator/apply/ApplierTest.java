package com.amd.aim.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amd.aim.operator.apply.Applied.Outcome;
import com.amd.aim.sandbox.api.ApiServer;
import com.amd.aim.sandbox.client.ApiClients;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ApplierTest {
    private ApiServer server;
    private KubernetesClient client;
    private Applier applier;

    @BeforeEach
    void start() throws IOException {
        server = ApiServer.start(0, "secret");
        client = ApiClients.connect(Config.fromKubeconfig(server.kubeconfig()), "test");
        applier = new Applier(client);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    @DisplayName("what is as wanted is recognised from the API server's answer, without a write")
    void nothingToDo() {
        assertThat(applier.apply(deployment("i:1"), null).outcome()).isEqualTo(Outcome.CREATED);
        long mark = server.requests().mark();

        assertThat(applier.apply(deployment("i:1"), live()).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(server.requests().writesSince(mark)).isEmpty();
    }

    @Test
    @DisplayName("what an informer keeps of the managed fields is enough to see that nothing is to be done")
    void nothingToDoForSlim() {
        applier.apply(deployment("i:1"), null);
        Deployment slim = new AppliedFields().only(live());

        assertThat(applier.apply(deployment("i:1"), slim).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(applier.apply(deployment("i:2"), slim).outcome()).isEqualTo(Outcome.PATCHED);
    }

    @Test
    @DisplayName("a change of ours is sent, and a field that we no longer want goes")
    void changed() {
        applier.apply(deployment("i:1"), null);
        Deployment withoutEnv = deployment("i:2");
        server(withoutEnv).setEnv(List.of());

        assertThat(applier.apply(withoutEnv, live()).outcome()).isEqualTo(Outcome.PATCHED);
        assertThat(server(live()).getImage()).isEqualTo("i:2");
        assertThat(server(live()).getEnv()).isEmpty();
    }

    @Test
    @DisplayName("a field that somebody edited is put back")
    void edited() {
        applier.apply(deployment("i:1"), null);
        client.resource(live()).edit(found -> {
            server(found).setImage("another");
            return found;
        });

        assertThat(applier.apply(deployment("i:1"), live()).outcome()).isEqualTo(Outcome.PATCHED);
        assertThat(server(live()).getImage()).isEqualTo("i:1");
        assertThat(applier.apply(deployment("i:1"), live()).outcome()).isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    @DisplayName("a field that another applier holds is left to it, reported, and not fought over")
    void applied() {
        applier.apply(deployment("i:1"), null);
        applyAs("mesh", """
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: x, namespace: default}
                spec: {template: {spec: {containers: [{name: server, image: theirs}, {name: proxy, image: p}]}}}
                """);

        Applied first = applier.apply(deployment("i:1"), live());
        assertThat(first.conflicts())
                .containsExactly(new FieldConflict("mesh", ".spec.template.spec.containers[name=\"server\"].image"));
        long mark = server.requests().mark();
        assertThat(applier.apply(deployment("i:1"), live()).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(server.requests().writesSince(mark)).isEmpty();
        assertThat(live().getSpec().getTemplate().getSpec().getContainers())
                .extracting(Container::getImage)
                .containsExactlyInAnyOrder("theirs", "p");

        assertThat(applier.apply(deployment("i:2"), live()).outcome()).isEqualTo(Outcome.PATCHED);
        assertThat(server(live()).getImage()).isEqualTo("theirs");
    }

    @Test
    @DisplayName("replicas that an autoscaler set are left to it and never reset; 0 is ours")
    void autoscaled() {
        applier.apply(scaled(10), null);
        // this client's name is not kubectl's
        client.resource(live()).scale(12);

        Applied left = applier.apply(scaled(10), live());
        assertThat(left.conflicts()).extracting(FieldConflict::path).containsExactly(".spec.replicas");
        assertThat(live().getSpec().getReplicas()).isEqualTo(12);
        assertThat(applier.apply(scaled(10), live()).outcome()).isEqualTo(Outcome.UNCHANGED);

        applier.apply(scaled(0), live());
        assertThat(live().getSpec().getReplicas()).isZero();
        applier.apply(scaled(10), live());
        assertThat(live().getSpec().getReplicas()).isEqualTo(10);
    }

    @Test
    @DisplayName("an object that is never changed is created once and then left as it is")
    void createOnce() {
        ConfigMap first = configMap("1");
        assertThat(applier.createOnce(first)).isTrue();
        assertThat(applier.createOnce(configMap("2"))).isFalse();
        assertThat(client.resource(first).get().getData()).containsEntry("a", "1");
    }

    @Test
    @DisplayName("a conflict with something else, such as a quota, is not taken for an object that is there")
    void conflictOfAQuota() throws IOException {
        byte[] status = """
                {"kind":"Status","apiVersion":"v1","status":"Failure","code":409,"reason":"Conflict","message":"quota"}
                """.getBytes(StandardCharsets.UTF_8);
        HttpServer busy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        busy.createContext("/", exchange -> {
            exchange.sendResponseHeaders(409, status.length);
            exchange.getResponseBody().write(status);
            exchange.close();
        });
        busy.start();
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + busy.getAddress().getPort())
                .build();
        try (KubernetesClient refused =
                new KubernetesClientBuilder().withConfig(config).build()) {
            assertThatThrownBy(() -> new Applier(refused).createOnce(configMap("1")))
                    .isInstanceOf(KubernetesClientException.class);
        } finally {
            busy.stop(0);
        }
    }

    private Deployment live() {
        return client.apps().deployments().inNamespace("default").withName("x").get();
    }

    private void applyAs(String manager, String yaml) {
        client.resource(client.getKubernetesSerialization().unmarshal(yaml, GenericKubernetesResource.class))
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager(manager)
                        .withForce(true)
                        .build());
    }

    private static Container server(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec().getContainers().stream()
                .filter(container -> "server".equals(container.getName()))
                .findFirst()
                .orElseThrow();
    }

    private static Deployment scaled(int replicas) {
        Deployment deployment = deployment("i:1");
        deployment.getSpec().setReplicas(replicas);
        return deployment;
    }

    private static ConfigMap configMap(String value) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName("c")
                .withNamespace("default")
                .endMetadata()
                .addToData("a", value)
                .build();
    }

    private static Deployment deployment(String image) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName("x")
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .withReplicas(2)
                .withNewSelector()
                .addToMatchLabels("app", "x")
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", "x")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("server")
                .withImage(image)
                .addNewEnv()
                .withName("A")
                .withValue("1")
                .endEnv()
                .addNewPort()
                .withName("http")
                .withContainerPort(8000)
                .withProtocol("TCP")
                .endPort()
                .withNewResources()
                .addToLimits("cpu", new Quantity("1"))
                .endResources()
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }
}
