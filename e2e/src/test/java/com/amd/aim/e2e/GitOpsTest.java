package com.amd.aim.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amd.aim.e2e.world.AuditLog;
import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.e2e.world.Command;
import com.amd.aim.e2e.world.OperatorProcess;
import com.amd.aim.e2e.world.RealCluster;
import com.amd.aim.e2e.world.Services;
import com.amd.aim.operator.api.AIMServiceStatus;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("Applied from Git")
@ExtendWith(RealCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GitOpsTest {
    private static final String MANIFESTS = """
            apiVersion: aim.amd.com/v1alpha1
            kind: AIMRecipe
            metadata: {name: long-context}
            spec:
              modelId: openai/gpt-oss-20b
              hardware: MI300X
              precision: mxfp4
              readinessLevel: preview
              configurations: [{name: vllm-1, gpuCount: 1, args: {max-model-len: 32768}}]
            ---
            apiVersion: aim.amd.com/v1alpha1
            kind: AIMModelCache
            metadata: {name: gpt-oss-20b}
            spec:
              source: {uri: "hf://openai/gpt-oss-20b"}
              storage: {accessMode: ReadWriteMany}
              files: {exclude: ["original/*", "metal/*"]}
            ---
            apiVersion: aim.amd.com/v1alpha1
            kind: AIMService
            metadata: {name: assistant}
            spec: {modelId: openai/gpt-oss-20b, recipe: long-context, cache: {name: gpt-oss-20b}}
            ---
            apiVersion: aim.amd.com/v1alpha1
            kind: AIMService
            metadata: {name: summaries}
            spec: {modelId: openai/gpt-oss-20b, recipe: long-context, replicas: 2, cache: {name: gpt-oss-20b}}
            """;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALL = "aimservices,aimmodelcaches,aimrecipes";

    private Cluster cluster;
    private OperatorProcess operator;
    private Services plain;
    private Services serverSide;

    @BeforeAll
    void start(Cluster shared) {
        cluster = shared;
        plain = new Services(cluster, cluster.newNamespace("plain"));
        serverSide = new Services(cluster, cluster.newNamespace("server-side"));
        operator = cluster.startOperator("gitops");
        apply(plain);
        apply(serverSide, "--server-side");
        for (Services services : List.of(plain, serverSide)) {
            waitFor(services, "condition=Ready", "aimservice", "aimmodelcache");
            waitFor(services, "condition=Reconciling=False", "aimservice");
            waitFor(services, "condition=Valid", "aimrecipe");
        }
    }

    @AfterAll
    void stop() {
        operator.close();
    }

    @Test
    @DisplayName("the same manifests ten times, client-side and server-side, write nothing and make the operator write nothing")
    void tenTimes() {
        String before = versions();
        AuditLog audit = cluster.audit();
        long mark = audit.mark();
        for (int i = 0; i < 10; i++) {
            assertThat(apply(plain).out().lines()).hasSize(4).allMatch(line -> line.endsWith(" unchanged"));
            apply(serverSide, "--server-side");
        }
        await().during(Duration.ofSeconds(10))
                .atMost(Duration.ofSeconds(20))
                .until(() -> audit.operatorWritesSince(mark).isEmpty());
        assertThat(versions()).isEqualTo(before);
        assertThat(audit.since(mark))
                .filteredOn(request -> request.namespace().equals(plain.namespace()))
                .filteredOn(AuditLog.Request::writes)
                .isEmpty();
    }

    @Test
    @DisplayName("kubectl diff finds no difference, client-side and server-side")
    void diff() {
        assertThat(kubectl(plain, "diff")).isEqualTo(new Command(0, "", ""));
        assertThat(kubectl(serverSide, "diff", "--server-side")).isEqualTo(new Command(0, "", ""));
    }

    @Test
    @DisplayName("kubectl wait sees a spec that cannot work as not Ready, also right after the edit of a Ready service")
    void waits() {
        Services services = new Services(cluster, cluster.newNamespace("waits"));
        services.apply(Services.manifest("qwen", "{modelId: Qwen/Qwen3-8B, gpuCount: 1}"))
                .succeeded();
        waitFor(services, "condition=Ready", "aimservice");
        services.apply(Services.manifest("qwen", "{modelId: Qwen/Qwen3-8B, gpuCount: 1, recipe: none-of-this-name}"))
                .succeeded();
        Command waited = cluster.kubectl(
                "wait", "--for=condition=Ready", "aimservice/qwen", "--timeout=3s", "-n", services.namespace());
        assertThat(waited.exitCode()).isEqualTo(1);
        waitFor(services, "condition=Stalled", "aimservice");
        cluster.client().namespaces().withName(services.namespace()).delete();
    }

    @Test
    @DisplayName("kubectl get shows the documented columns, with -o wide some more")
    void columns() {
        assertThat(rows(serverSide, "aimservice", "assistant"))
                .isEqualTo(Map.of(
                        "NAME", "assistant",
                        "PHASE", "Serving",
                        "MODEL", "openai/gpt-oss-20b",
                        "RECIPE", "long-context",
                        "GPUS", "1xMI300X",
                        "READY", "1/1",
                        "CACHE", "Ready",
                        "AGE", "<age>"));
        assertThat(rows(serverSide, "aimservice", "assistant", "-o", "wide"))
                .containsEntry("ENDPOINT", "http://assistant." + serverSide.namespace() + ".svc:8000")
                .containsEntry("PRECISION", "mxfp4")
                .containsEntry("BACKEND", "vllm")
                .containsEntry("REASON", "Serving")
                .hasSize(12);
        assertThat(rows(serverSide, "aimrecipe", "long-context", "-o", "wide"))
                .isEqualTo(Map.of(
                        "NAME", "long-context",
                        "VALID", "True",
                        "MODEL", "openai/gpt-oss-20b",
                        "HARDWARE", "MI300X",
                        "PRECISION", "mxfp4",
                        "READINESS", "preview",
                        "AGE", "<age>",
                        "MESSAGE", "1 configuration for MI300X can be used."));
        var cache = serverSide.cache("gpt-oss-20b").orElseThrow().getStatus();
        assertThat(rows(serverSide, "aimmodelcache", "gpt-oss-20b", "-o", "wide"))
                .containsEntry("PHASE", "Ready")
                .containsEntry("SOURCE", "hf://openai/gpt-oss-20b")
                .containsEntry("PROGRESS", "100%")
                .containsEntry("SIZE", cache.size())
                .containsEntry("USED BY", "2 services")
                .containsEntry("REVISION", cache.revision())
                .containsEntry("CLAIM", "gpt-oss-20b")
                .containsKeys("NAME", "AGE", "RATE", "ETA")
                .hasSize(11);
        // the category and the short names
        assertThat(cluster.kubectl("get", "aim", "-n", serverSide.namespace(), "-o", "name")
                        .out()
                        .lines())
                .hasSize(4);
        for (String word : List.of("aimsvc", "aimcache", "aimrcp")) {
            cluster.kubectl("get", word, "-n", serverSide.namespace()).succeeded();
        }
    }

    @Test
    @DisplayName("kubectl scale changes the servers of a service, to none and back, and the scale subresource tells what runs")
    void scale() throws IOException {
        Services services = new Services(cluster, cluster.newNamespace("scale"));
        services.apply(Services.manifest(
                        "qwen", "{modelId: Qwen/Qwen3-8B, gpuCount: 1, cache: {storage: {accessMode: ReadWriteMany}}}"))
                .succeeded();
        services.awaitReady("qwen");
        for (int replicas : List.of(2, 0, 1)) {
            cluster.kubectl("scale", "aimservice/qwen", "--replicas=" + replicas, "-n", services.namespace())
                    .succeeded();
            var phase = replicas == 0 ? AIMServiceStatus.Phase.Stopped : AIMServiceStatus.Phase.Serving;
            String ready = replicas + "/" + replicas;
            services.await(
                    "qwen",
                    service -> service.getStatus().phase() == phase
                            && ready.equals(service.getStatus().ready()));
            JsonNode scale = JSON.readTree(cluster.kubectl(
                            "get", "aimservice/qwen", "--subresource=scale", "-o", "json", "-n", services.namespace())
                    .succeeded()
                    .out());
            assertThat(scale.at("/spec/replicas").asInt()).isEqualTo(replicas);
            assertThat(scale.at("/status/replicas").asInt()).isEqualTo(replicas);
            String selector = scale.at("/status/selector").asText();
            assertThat(cluster.kubectl("get", "pods", "-l", selector, "-o", "name", "-n", services.namespace())
                            .succeeded()
                            .out()
                            .lines())
                    .hasSize(replicas);
        }
        assertThat(cluster.kubectl("scale", "aimservice/qwen", "--replicas=1001", "-n", services.namespace())
                        .err())
                .contains("spec.replicas in body should be less than or equal to 1000");
        cluster.client().namespaces().withName(services.namespace()).delete();
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
        String command = documented("kubectl create configmap").replace("--namespace argocd", "--namespace " + namespace);
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

    private Command apply(Services services, String... more) {
        return kubectl(services, Stream.concat(Stream.of("apply"), Stream.of(more)).toArray(String[]::new))
                .succeeded();
    }

    private Command kubectl(Services services, String... verb) {
        return cluster.kubectlWith(
                MANIFESTS,
                Stream.concat(Stream.of(verb), Stream.of("-n", services.namespace(), "-f", "-"))
                        .toArray(String[]::new));
    }

    private void waitFor(Services services, String what, String... kinds) {
        for (String kind : kinds) {
            cluster.kubectl("wait", "--for=" + what, kind, "--all", "--timeout=180s", "-n", services.namespace())
                    .succeeded();
        }
    }

    /** All resources of both namespaces with their versions. */
    private String versions() {
        String columns = "-o=custom-columns=:.kind,:.metadata.name,:.metadata.resourceVersion";
        return Stream.of(plain, serverSide)
                .map(services -> cluster.kubectl("get", ALL, "-n", services.namespace(), columns)
                        .succeeded()
                        .out())
                .toList()
                .toString();
    }

    /** The row of one object by header. Columns are told apart by two blanks. */
    private Map<String, String> rows(Services services, String kind, String name, String... more) {
        String[] words = Stream.concat(Stream.of("get", kind, name, "-n", services.namespace()), Stream.of(more))
                .toArray(String[]::new);
        List<String> lines =
                cluster.kubectl(words).succeeded().out().lines().toList();
        String[] headers = lines.getFirst().split(" {2,}");
        Map<String, String> row = new LinkedHashMap<>();
        IntStream.range(0, headers.length).forEach(i -> {
            int from = lines.getFirst().indexOf(headers[i]);
            int to = i + 1 < headers.length ? lines.getFirst().indexOf(headers[i + 1]) : lines.get(1).length();
            String value = lines.get(1).substring(Math.min(from, lines.get(1).length()), Math.min(to, lines.get(1).length()));
            row.put(headers[i].strip(), value.strip());
        });
        row.computeIfPresent("AGE", (_, age) -> age.matches("\\d+[smh].*") ? "<age>" : age);
        return row;
    }
}
