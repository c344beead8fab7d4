package com.amd.aim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amd.aim.cli.container.AimContainers;
import com.amd.aim.cli.demo.Manifests;
import com.amd.aim.operator.AimOperator;
import com.amd.aim.operator.OperatorConfig;
import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.sandbox.Sandbox;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("aim render")
class RenderCommandTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String SERVICES = """
            apiVersion: aim.amd.com/v1alpha1
            kind: AIMService
            metadata: {name: chat}
            spec: {modelId: Qwen/Qwen3-8B, replicas: 2, args: {max-model-len: 16384}}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: other}
            ---
            apiVersion: aim.amd.com/v1alpha1
            kind: AIMService
            metadata: {name: large}
            spec: {modelId: Qwen/Qwen3-32B, podTemplate: {metadata: {annotations: {team: a}}}}
            """;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("with facts prints what the operator has written, object by object and byte by byte")
    void asTheOperator() throws Exception {
        Path file = Files.writeString(folder.resolve("services.yaml"), SERVICES);
        try (Sandbox sandbox = Sandbox.builder()
                .nodes("2xMI300X:8")
                .containers(new AimContainers())
                .start()) {
            KubernetesClient client = sandbox.client();
            Manifests.definitions()
                    .forEach(definition -> client.resource(definition).serverSideApply());
            OperatorConfig config =
                    OperatorConfig.embedded().withHubEndpoint(sandbox.hub().endpoint());
            AimOperator operator = AimOperator.start(config, sandbox.clientConfig());
            try {
                for (String name : List.of("chat", "large")) {
                    client.resource(service(name)).create();
                    await().atMost(PATIENCE).until(() -> isStarted(client, name));
                }
            } finally {
                operator.close();
            }
            Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), sandbox.kubeconfig());
            Invocation facts = Invocation.of("status", "--kubeconfig=" + kubeconfig, "-o", "facts");
            assertThat(facts.exitCode()).as("%s", facts.err()).isZero();
            Path known = Files.writeString(folder.resolve("facts.yaml"), facts.out());

            Invocation render =
                    render(file, "--facts=" + known, "--hub-endpoint=" + config.hubEndpoint(), "--nodes=2xMI300X:8");

            assertThat(render.err()).isEmpty();
            assertThat(render.exitCode()).isZero();
            Map<String, JsonNode> rendered = byName(JSON.readTree(render.out()).path("items"));
            Map<String, JsonNode> written = byName(JSON.readTree(JSON.writeValueAsString(written(client))));
            assertThat(rendered).hasSize(12).containsOnlyKeys(written.keySet());
            // with the hash of all that was wanted, in the annotation and in the names of Jobs
            assertThat(rendered)
                    .allSatisfy((name, object) -> assertThat(own(written.getOrDefault(name, JSON.nullNode()), object))
                            .as("%s", name)
                            .isEqualTo(object));
        }
    }

    @Test
    @DisplayName("without facts prints what is applied first, and says what only a cluster knows")
    void withoutFacts() throws IOException {
        Path file = Files.writeString(folder.resolve("services.yaml"), SERVICES);

        Invocation render = render(file, "--nodes=1xMI300X:8");

        assertThat(render.exitCode()).as("%s", render.err()).isZero();
        JsonNode items = JSON.readTree(render.out()).path("items");
        assertThat(items.findValuesAsText("kind").stream().filter(kind -> !kind.equals("AIMService")))
                .startsWith("AIMModelCache", "Job")
                .doesNotContain("PersistentVolumeClaim");
        assertThat(render.err())
                .startsWith("Only a cluster knows, and --facts FILE can tell ('aim status -o facts' writes it):\n")
                .contains("  default/chat: its uid, by which its objects name their owner.\n")
                .contains("  default/chat: which commit hf://Qwen/Qwen3-8B is and how many bytes it has; so its servers"
                        + " are shown as they wait (replicas 0), and the claim and the download Job are left out.\n");
        Invocation yaml = Invocation.of("render", "-f", file.toString(), "--nodes=1xMI300X:8");
        assertThat(yaml.out().split("(?m)^---\n")).hasSize(items.size() + 1);
        assertThat(yaml.out()).startsWith("---\napiVersion: ");
    }

    @Test
    @DisplayName("renders for parts of GPUs and for nodes that a selector names, as given")
    void partsAndSelectors() throws IOException {
        Path file = Files.writeString(
                folder.resolve("services.yaml"),
                SERVICES.replace("replicas: 2", "podTemplate: {spec: {nodeSelector: {zone: a}}}"));

        Invocation render = render(file, "--nodes=1xMI300X/cpx_nps4:64,1xMI300X:8");

        assertThat(render.exitCode()).as("%s", render.err()).isZero();
        assertThat(render.out()).contains("\"zone\" : \"a\"").contains("amd.com/");
    }

    @Test
    @DisplayName("says which service would not be served and why, and prints the others")
    void problems() throws IOException {
        Path file =
                Files.writeString(folder.resolve("services.yaml"), SERVICES.replace("replicas: 2", "hardware: MI355X"));

        Invocation render = render(file, "--nodes=1xMI300X:8");

        assertThat(render.exitCode()).isEqualTo(1);
        assertThat(render.err()).contains("aim: default/chat: ").contains("MI355X");
        assertThat(render.out()).contains("\"large\"").doesNotContain("\"chat\"");
    }

    @Test
    @DisplayName("refuses what a cluster would refuse, a file without services, and facts that are none")
    void refuses() throws IOException {
        Path unknown =
                Files.writeString(folder.resolve("unknown.yaml"), SERVICES.replace("replicas: 2", "gpucount: 2"));
        Path invalid = Files.writeString(folder.resolve("invalid.yaml"), SERVICES.replace("Qwen/Qwen3-8B", "Qwen3-8B"));
        Path empty = Files.writeString(folder.resolve("empty.yaml"), "kind: ConfigMap\n");
        Path facts = Files.writeString(folder.resolve("facts.yaml"), "cachez: []\n");
        Path good = Files.writeString(folder.resolve("good.yaml"), SERVICES);

        assertThat(render(unknown).err())
                .startsWith("aim: -f " + unknown + ": AIMService chat: there is no field spec.gpucount.");
        assertThat(render(invalid).err())
                .startsWith("aim: -f " + invalid + ": AIMService chat: spec.modelId: Invalid value: ")
                .contains("write it as organisation/name");
        assertThat(render(empty).err()).startsWith("aim: -f " + empty + ": there is no AIMService in it.");
        assertThat(render(good, "--facts=" + facts))
                .satisfies(refused -> assertThat(refused.exitCode()).isEqualTo(2))
                .satisfies(refused -> assertThat(refused.err())
                        .startsWith("aim: --facts " + facts + ": it is not what 'aim status -o facts' writes: "));
    }

    private static Invocation render(Path file, String... more) {
        List<String> arguments = new ArrayList<>(List.of("render", "-f", file.toString(), "-o", "json"));
        arguments.addAll(List.of(more));
        return Invocation.with(Map.of("HOME", String.valueOf(file.getParent())), arguments.toArray(String[]::new));
    }

    private static HasMetadata service(String name) {
        return Stream.of(SERVICES.split("---\n"))
                .filter(document -> document.contains("name: " + name + "}"))
                .map(document -> Serialization.unmarshal(document, AIMService.class))
                .findFirst()
                .map(service -> {
                    service.getMetadata().setNamespace("default");
                    return service;
                })
                .orElseThrow();
    }

    private static boolean isStarted(KubernetesClient client, String name) {
        Deployment servers = client.apps()
                .deployments()
                .inNamespace("default")
                .withName(name)
                .get();
        return servers != null && servers.getSpec().getReplicas() > 0;
    }

    private static List<HasMetadata> written(KubernetesClient client) {
        List<HasMetadata> all = new ArrayList<>();
        all.addAll(client.resources(AIMModelCache.class)
                .inNamespace("default")
                .list()
                .getItems());
        all.addAll(client.batch().v1().jobs().inNamespace("default").list().getItems());
        all.addAll(client.persistentVolumeClaims().inNamespace("default").list().getItems());
        all.addAll(client.apps().deployments().inNamespace("default").list().getItems());
        all.addAll(client.services().inNamespace("default").list().getItems().stream()
                .filter(service -> !service.getMetadata().getName().equals("kubernetes"))
                .toList());
        return all;
    }

    private static Map<String, JsonNode> byName(JsonNode objects) {
        Map<String, JsonNode> named = new TreeMap<>();
        objects.forEach(object -> named.put(
                object.path("kind").asText() + "/" + object.at("/metadata/name").asText(), object));
        return named;
    }

    /** Without what a server adds: fields that were not sent. */
    private static JsonNode own(JsonNode stored, JsonNode sent) {
        if (stored instanceof ObjectNode fields && sent.isObject()) {
            ObjectNode own = JSON.createObjectNode();
            sent.properties().forEach(field -> {
                if (fields.has(field.getKey())) {
                    own.set(field.getKey(), own(fields.get(field.getKey()), field.getValue()));
                }
            });
            return own;
        }
        if (stored instanceof ArrayNode items && sent.size() == items.size()) {
            ArrayNode own = JSON.createArrayNode();
            IntStream.range(0, items.size()).forEach(index -> own.add(own(items.get(index), sent.get(index))));
            return own;
        }
        return stored;
    }
}
