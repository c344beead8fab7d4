package com.amd.aim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amd.aim.cli.container.AimContainers;
import com.amd.aim.cli.demo.Manifests;
import com.amd.aim.operator.AimOperator;
import com.amd.aim.operator.OperatorConfig;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.sandbox.Sandbox;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("aim status")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatusCommandTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Sandbox sandbox;
    private AimOperator operator;
    private Path kubeconfig;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        sandbox = Sandbox.builder()
                .nodes("1xMI300X:8")
                .containers(new AimContainers())
                .start();
        Manifests.definitions()
                .forEach(definition -> sandbox.client().resource(definition).serverSideApply());
        operator = AimOperator.start(
                OperatorConfig.embedded().withHubEndpoint(sandbox.hub().endpoint()), sandbox.clientConfig());
        kubeconfig = Files.writeString(folder.resolve("kubeconfig"), sandbox.kubeconfig());
        create("chat", "{modelId: Qwen/Qwen3-8B}");
        create("lost", "{modelId: Qwen/Qwen3-8B, recipe: no-such-recipe}");
        await().atMost(PATIENCE).until(() -> status("-o", "json").out().contains("\"Serving\""));
        await().atMost(PATIENCE).until(() -> status("-o", "json").out().contains("\"UnknownRecipe\""));
    }

    @AfterAll
    void stop() {
        operator.close();
        sandbox.close();
    }

    @Test
    @DisplayName("shows each service with why it is where it is, and what to do about the one that cannot go on")
    void shows() {
        Invocation status = status();

        assertThat(status.exitCode()).as("%s", status.err()).isZero();
        assertThat(status.err()).isEmpty();
        assertThat(status.out())
                .containsPattern("chat +Serving +1/1 +Qwen/Qwen3-8B +1xMI300X +Ready\n")
                .containsPattern("    recipe qwen3-8b\\S+ at http://chat.default.svc:8000\n")
                .contains("    1 of 1 server answers.\n")
                .contains("no-such-recipe")
                .contains("Next: Correct spec.recipe, create that AIMRecipe, or leave spec.recipe out.\n")
                .doesNotContain("\u001B");
    }

    @Test
    @DisplayName("shows all of one service: its fields, conditions, candidates and events")
    void showsOne() {
        // the event is written a moment after the status
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(status("chat").out())
                        .containsPattern("\nEvents\n(.*\n)+  \\S+:\\d\\dZ Normal Serving\n"));
        assertThat(status("chat").out())
                .startsWith("chat in namespace default: Serving\n  1 of 1 server answers.\n")
                .contains(
                        "Recipe    qwen3-8b",
                        "\nConditions\n  RecipeSelected is True since ",
                        "\nCandidates\n  Chosen: ")
                .containsPattern("  Ready is True since .*: Serving\n      As above.\n");
    }

    @Test
    @DisplayName("shows the first of many candidates, and all of them when wide")
    void candidates() {
        String some = status("chat").out();
        String all = status("chat", "-o", "wide").out();

        assertThat(some).containsPattern("\n  and \\d+ more, which -o wide shows\n");
        assertThat(all).doesNotContain("more, which");
        assertThat(all.lines().filter(line -> line.startsWith("  Fits: ")).count())
                .isGreaterThan(
                        some.lines().filter(line -> line.startsWith("  Fits: ")).count());
    }

    @Test
    @DisplayName("is for programs too")
    void forPrograms() throws IOException {
        JsonNode services =
                new ObjectMapper().readTree(status("-A", "--output=json").out());

        assertThat(services.findValuesAsText("name")).contains("chat", "lost");
        JsonNode one = new ObjectMapper().readTree(status("lost", "-o", "json").out());
        assertThat(one.path("reason").asText()).isEqualTo("UnknownRecipe");
        assertThat(one.path("nextStep").asText()).startsWith("Correct spec.recipe");
        assertThat(one.path("conditions").findValuesAsText("type")).contains("Stalled", "Ready");
        assertThat(status("-o", "name").out().lines()).contains("aimservice.aim.amd.com/chat");
    }

    @Test
    @DisplayName("says which services there are when one is not, and that a namespace has none")
    void namesOthers() {
        Invocation unknown = status("chatt");

        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err())
                .startsWith("aim: There is no AIMService 'chatt' in namespace default; it has chat, ")
                .doesNotContain("Exception");
        Invocation empty = status("-n", "kube-system");
        assertThat(empty.exitCode()).isZero();
        assertThat(empty.out()).isEmpty();
        assertThat(empty.err()).isEqualTo("There is no AIMService in namespace kube-system; -A looks in all.\n");
    }

    @Test
    @DisplayName("shows what this user may see, and says what it left out")
    void leavesOut(@TempDir Path folder) throws IOException {
        String services = """
                {"kind":"AIMServiceList","apiVersion":"aim.amd.com/v1alpha1","metadata":{},"items":[
                 {"kind":"AIMService","apiVersion":"aim.amd.com/v1alpha1","metadata":{"name":"chat","namespace":"default"},
                  "spec":{"modelId":"Qwen/Qwen3-8B"},"status":{"observedGeneration":-1}}]}""";
        String path = "/apis/aim.amd.com/v1alpha1/namespaces/default/aimservices";
        try (RefusingApi api = new RefusingApi(403, Map.of(path, services))) {
            String there = "--kubeconfig=" + api.kubeconfig(folder);

            Invocation mine = Invocation.of("status", there);
            assertThat(mine.exitCode()).isZero();
            assertThat(mine.out()).contains("chat  Pending  0/1", "No operator has looked at it yet.");
            assertThat(mine.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("aimmodelcaches.aim.amd.com cannot be listed (")
                    .contains("not for this user");

            Invocation all = Invocation.of("status", there, "-A");
            assertThat(all.exitCode()).isEqualTo(1);
            assertThat(all.err().lines())
                    .singleElement()
                    .asString()
                    .contains("does not let this user list aimservices.aim.amd.com; name a namespace with -n");
        }
    }

    @Test
    @DisplayName("refuses a name together with all namespaces")
    void refuses() {
        Invocation both = status("chat", "-A");

        assertThat(both.exitCode()).isEqualTo(2);
        assertThat(both.err()).contains("-A and a name exclude each other");
    }

    @Test
    @DisplayName("prints a line for each change while it watches, and ends when it is stopped")
    void watches() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CompletableFuture<Integer> exitCode = new CompletableFuture<>();
        Thread watch = Thread.ofPlatform()
                .start(() -> exitCode.complete(Aim.run(
                        new Terminal(
                                new PrintStream(out, true, StandardCharsets.UTF_8),
                                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                                Map.of()),
                        arguments("-w"))));
        await().atMost(PATIENCE).until(() -> text(out).contains("chat Serving 1/1"));

        create("late", "{modelId: Qwen/Qwen3-8B, gpuCount: 2}");
        await().atMost(PATIENCE).until(() -> text(out).contains("late Serving 1/1"));
        sandbox.client()
                .resources(AIMService.class)
                .inNamespace("default")
                .withName("late")
                .delete();
        await().atMost(PATIENCE).until(() -> text(out).contains("late Deleted"));
        watch.interrupt();

        assertThat(exitCode.get(60, TimeUnit.SECONDS)).isEqualTo(143);
        assertThat(text(out).lines())
                .allSatisfy(line -> assertThat(line).matches("\\d\\d:\\d\\d:\\d\\d \\S+ [A-Z][a-z]+ \\d/\\d.*: .*"))
                .doesNotHaveDuplicates();
    }

    private Invocation status(String... more) {
        return Invocation.of(arguments(more));
    }

    private String[] arguments(String... more) {
        List<String> arguments = new ArrayList<>(List.of("status", "--kubeconfig=" + kubeconfig));
        arguments.addAll(Arrays.asList(more));
        return arguments.toArray(String[]::new);
    }

    private void create(String name, String spec) {
        sandbox.client()
                .resource(Serialization.unmarshal("""
                        apiVersion: aim.amd.com/v1alpha1
                        kind: AIMService
                        metadata: {name: %s, namespace: default}
                        spec: %s
                        """.formatted(name, spec), AIMService.class))
                .create();
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
