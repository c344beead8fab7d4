package com.amd.aim.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amd.aim.e2e.world.AuditLog;
import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.e2e.world.Command;
import com.amd.aim.e2e.world.OnSharedCluster;
import com.amd.aim.e2e.world.OperatorProcess;
import com.amd.aim.e2e.world.Services;
import com.amd.aim.operator.api.Names;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@DisplayName("Applied from Git")
@OnSharedCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GitOpsTest {
    private Cluster cluster;
    private OperatorProcess operator;
    private Manifests plain;
    private Manifests serverSide;

    @BeforeAll
    void start(Cluster shared) {
        cluster = shared;
        plain = Manifests.in(cluster, "plain");
        serverSide = Manifests.in(cluster, "server-side");
        operator = cluster.startOperator("gitops");
        plain.apply();
        serverSide.apply("--server-side");
        plain.awaitArrival();
        serverSide.awaitArrival();
    }

    @AfterAll
    void stop() {
        plain.services().delete();
        serverSide.services().delete();
        operator.close();
    }

    @Test
    @DisplayName(
            "the same manifests ten times, client-side and server-side, write nothing and make the operator write nothing")
    void tenTimes() {
        // conditions have been waited for, and the events that tell of them are written a moment later
        cluster.audit().awaitCalm(this::isOurs);
        String before = versions();
        AuditLog audit = cluster.audit();
        long mark = audit.mark();
        for (int i = 0; i < 10; i++) {
            assertThat(plain.apply().out().lines()).hasSize(4).allMatch(line -> line.endsWith(" unchanged"));
            serverSide.apply("--server-side");
        }
        await().during(Duration.ofSeconds(10))
                .atMost(Duration.ofSeconds(20))
                .until(() -> audit.operatorWritesSince(mark).stream().noneMatch(this::isOurs));
        assertThat(versions()).isEqualTo(before);
        // a client-side apply that changes nothing does not even ask
        assertThat(audit.since(mark))
                .filteredOn(request -> request.namespace().equals(plain.namespace()))
                .filteredOn(request -> request.group().equals(Names.GROUP))
                .filteredOn(AuditLog.Request::writes)
                .isEmpty();
    }

    @Test
    @DisplayName("kubectl diff finds no difference, client-side and server-side")
    void diff() {
        assertThat(plain.diff()).isEqualTo(new Command(0, "", ""));
        assertThat(serverSide.diff("--server-side")).isEqualTo(new Command(0, "", ""));
    }

    @Test
    @DisplayName("kubectl wait sees a spec that cannot work as not Ready, also right after the edit of a Ready service")
    void waits() {
        Services services = new Services(cluster, cluster.newNamespace("waits"));
        services.apply(Services.manifest("qwen", "{modelId: Qwen/Qwen3-8B, gpuCount: 1}"))
                .succeeded();
        waitFor(services, "Ready", "180s").succeeded();
        services.apply(Services.manifest("qwen", "{modelId: Qwen/Qwen3-8B, gpuCount: 1, recipe: none-of-this-name}"))
                .succeeded();
        assertThat(waitFor(services, "Ready", "3s").exitCode()).isEqualTo(1);
        waitFor(services, "Stalled", "180s").succeeded();
        services.delete();
    }

    @Test
    @DisplayName("the command of docs/gitops adds the health script to Argo CD's settings and leaves the others")
    void argoSettings() throws IOException {
        String namespace = cluster.newNamespace("argocd");
        ConfigMap settings = new ConfigMapBuilder()
                .withNewMetadata()
                .withName("argocd-cm")
                .withNamespace(namespace)
                .endMetadata()
                .addToData("url", "https://argocd.example.com")
                .build();
        cluster.client().resource(settings).create();
        String command =
                documented("kubectl create configmap").replace("--namespace argocd", "--namespace " + namespace);
        cluster.exec("sh", "-c", "cd '" + Cluster.root() + "' && " + command).succeeded();
        Map<String, String> data = cluster.client()
                .configMaps()
                .inNamespace(namespace)
                .withName("argocd-cm")
                .get()
                .getData();
        String script = Files.readString(ArgoHealth.SCRIPT);
        assertThat(data)
                .hasSize(4)
                .containsEntry("url", "https://argocd.example.com")
                .containsEntry("resource.customizations.health.aim.amd.com_AIMService", script)
                .containsEntry("resource.customizations.health.aim.amd.com_AIMModelCache", script)
                .containsEntry("resource.customizations.health.aim.amd.com_AIMRecipe", script);
    }

    /** A command of the documentation, up to the end of its block. */
    private static String documented(String beginning) throws IOException {
        String page = Files.readString(Cluster.root().resolve("docs/gitops/README.md"));
        int from = page.indexOf(beginning);
        return page.substring(from, page.indexOf("```", from));
    }

    private Command waitFor(Services services, String condition, String timeout) {
        return cluster.kubectl(
                "wait",
                "--for=condition=" + condition,
                "aimservice/qwen",
                "--timeout=" + timeout,
                "-n",
                services.namespace());
    }

    private boolean isOurs(AuditLog.Request request) {
        return List.of(plain.namespace(), serverSide.namespace()).contains(request.namespace());
    }

    /** All resources of both namespaces with their versions. */
    private String versions() {
        return Stream.of(plain, serverSide)
                .map(manifests -> cluster.kubectl(
                                "get",
                                "aimservices,aimmodelcaches,aimrecipes",
                                "-n",
                                manifests.namespace(),
                                "-o=custom-columns=:.kind,:.metadata.name,:.metadata.resourceVersion")
                        .succeeded()
                        .out())
                .toList()
                .toString();
    }
}
