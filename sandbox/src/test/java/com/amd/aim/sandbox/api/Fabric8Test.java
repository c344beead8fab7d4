package com.amd.aim.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The fabric8 client, unmodified")
class Fabric8Test extends ServerCase {

    private KubernetesClient client;

    @BeforeEach
    void connect() {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl(server.uri().toString())
                .withOauthToken(TOKEN)
                .withNamespace("default")
                .build();
        client = new KubernetesClientBuilder().withConfig(config).build();
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    private static ConfigMap map(String name, String value) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .addToData("k", value)
                .build();
    }

    @Test
    @DisplayName("an informer sees every object once and follows its changes")
    void informer() {
        List<String> seen = new CopyOnWriteArrayList<>();
        client.configMaps().resource(map("before", "1")).create();
        try (SharedIndexInformer<ConfigMap> informer = client.configMaps().inform(new ResourceEventHandler<>() {
            @Override
            public void onAdd(ConfigMap object) {
                seen.add("+" + object.getMetadata().getName());
            }

            @Override
            public void onUpdate(ConfigMap old, ConfigMap object) {
                seen.add("~" + object.getMetadata().getName() + object.getData().get("k"));
            }

            @Override
            public void onDelete(ConfigMap object, boolean unknown) {
                seen.add("-" + object.getMetadata().getName());
            }
        })) {
            await().until(() -> seen.contains("+before"));
            client.configMaps().resource(map("after", "1")).create();
            await().until(() -> seen.contains("+after"));
            client.configMaps()
                    .withName("after")
                    .edit(object ->
                            new ConfigMapBuilder(object).addToData("k", "2").build());
            client.configMaps().withName("before").delete();
            await().untilAsserted(() -> assertThat(seen).containsExactly("+before", "+after", "~after2", "-before"));
            assertThat(informer.isRunning()).isTrue();
        }
        assertThat(server.requests().since(0))
                .extracting(RequestLog.Entry::verb)
                .contains("list", "watch");
    }

    @Test
    @DisplayName("server-side apply and its conflicts")
    void serverSideApply() {
        client.configMaps().resource(map("a", "1")).fieldManager("one").serverSideApply();
        assertThatThrownBy(() -> client.configMaps()
                        .resource(map("a", "2"))
                        .fieldManager("two")
                        .serverSideApply())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        conflict -> assertThat(conflict.getCode()).isEqualTo(409));
        ConfigMap forced = client.configMaps()
                .resource(map("a", "2"))
                .fieldManager("two")
                .forceConflicts()
                .serverSideApply();
        assertThat(forced.getData()).containsEntry("k", "2");
    }

    @Test
    @DisplayName("a deployment's status, scale and JSON patches")
    void deployment() {
        Deployment made = client.resource(
                        client.getKubernetesSerialization().unmarshal(resource("deployment.json"), Deployment.class))
                .create();
        made.getStatus();
        client.apps().deployments().withName("web").editStatus(object -> {
            object.getStatus().setReadyReplicas(1);
            return object;
        });
        client.apps().deployments().withName("web").scale(4);
        client.apps()
                .deployments()
                .withName("web")
                .patch(
                        PatchContext.of(PatchType.STRATEGIC_MERGE),
                        "{\"spec\": {\"template\": {\"spec\": {\"containers\": [{\"name\": \"c\", \"args\": [\"x\"]}]}}}}");
        Deployment now = client.apps().deployments().withName("web").get();
        assertThat(now.getStatus().getReadyReplicas()).isEqualTo(1);
        assertThat(now.getSpec().getReplicas()).isEqualTo(4);
        assertThat(now.getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getArgs())
                .containsExactly("x");
        assertThat(now.getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getPorts())
                .hasSize(1);
    }

    @Test
    @DisplayName("an update of what has changed meanwhile is refused")
    void optimisticLocking() {
        ConfigMap read = client.configMaps().resource(map("a", "1")).create();
        client.configMaps().resource(map("a", "2")).update();
        read.setData(Map.of("k", "3"));
        assertThatThrownBy(() -> client.configMaps().resource(read).update())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        conflict -> assertThat(conflict.getCode()).isEqualTo(409));
    }

    @Test
    @DisplayName("counters of two writers who retry on conflict add up")
    void twoWriters() throws Exception {
        client.configMaps().resource(map("counter", "0")).create();
        List<Thread> writers = IntStream.range(0, 2)
                .mapToObj(_ ->
                        Thread.ofVirtual().start(() -> IntStream.range(0, 25).forEach(_ -> increment())))
                .toList();
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(client.configMaps().withName("counter").get().getData()).containsEntry("k", "50");
    }

    private void increment() {
        while (true) {
            ConfigMap read = Objects.requireNonNull(
                    client.configMaps().withName("counter").get());
            int value = Integer.parseInt(read.getData().get("k"));
            read.setData(Map.of("k", Integer.toString(value + 1)));
            try {
                client.configMaps().resource(read).update();
                return;
            } catch (KubernetesClientException conflict) {
                assertThat(conflict.getCode()).isEqualTo(409);
            }
        }
    }

    @Test
    @DisplayName("owners take their dependents along")
    void garbageCollection() {
        ConfigMap owner = client.configMaps().resource(map("owner", "1")).create();
        ConfigMap child = map("child", "1");
        child.getMetadata()
                .setOwnerReferences(List.of(new OwnerReferenceBuilder()
                        .withApiVersion("v1")
                        .withKind("ConfigMap")
                        .withName("owner")
                        .withUid(owner.getMetadata().getUid())
                        .build()));
        client.configMaps().resource(child).create();
        client.configMaps()
                .withName("owner")
                .withPropagationPolicy(DeletionPropagation.FOREGROUND)
                .delete();
        await().until(() -> client.configMaps().list().getItems().isEmpty());
    }

    @Test
    @DisplayName("custom resources without generated classes")
    void customResources() {
        client.load(new java.io.ByteArrayInputStream(
                        resource("widgets.json").getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .create();
        var widgets = client.genericKubernetesResources(new ResourceDefinitionContext.Builder()
                        .withGroup("example.com")
                        .withVersion("v1")
                        .withKind("Widget")
                        .withPlural("widgets")
                        .withNamespaced(true)
                        .build())
                .inNamespace("default");
        GenericKubernetesResource widget = client.getKubernetesSerialization()
                .unmarshal(widget("w", "{\"size\": 3}"), GenericKubernetesResource.class);
        widgets.resource(widget).fieldManager("me").serverSideApply();
        assertThat(widgets.withName("w").get().<String>get("spec", "color")).isEqualTo("red");
        assertThat(widgets.list().getItems()).hasSize(1);
    }

    @Test
    @DisplayName("from a write to its watch event it is a matter of milliseconds, also among many objects")
    void quick() throws Exception {
        for (int i = 0; i < 300; i++) {
            wire.post(CONFIG_MAPS, configMap("m" + i));
        }
        CountDownLatch seen = new CountDownLatch(50);
        try (SharedIndexInformer<ConfigMap> informer = client.configMaps()
                .withLabel("fresh")
                .inform(new ResourceEventHandler<>() {
                    @Override
                    public void onAdd(ConfigMap object) {
                        seen.countDown();
                    }

                    @Override
                    public void onUpdate(ConfigMap old, ConfigMap object) {}

                    @Override
                    public void onDelete(ConfigMap object, boolean unknown) {}
                })) {
            for (int i = 0; i < 50; i++) {
                wire.post(CONFIG_MAPS, "{\"metadata\": {\"name\": \"f" + i + "\", \"labels\": {\"fresh\": \"yes\"}}}");
            }
            assertThat(seen.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(informer.getStore().list()).hasSize(50);
        }
    }
}
