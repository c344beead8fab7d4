package com.amd.aim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.cli.demo.Manifests;
import com.amd.aim.sandbox.Sandbox;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("aim doctor")
class DoctorCommandTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName(
            "finds an empty cluster not ready, and ready once our definitions are there; it changes nothing itself")
    void examines() throws IOException {
        try (Sandbox sandbox = Sandbox.builder().nodes("2xMI300X:8,1xMI325X:8").start()) {
            Invocation before = doctor(sandbox);
            assertThat(before.exitCode()).isEqualTo(1);
            assertThat(before.out())
                    .containsPattern("ERROR +Definitions +Not installed: aimservices.aim.amd.com")
                    .contains("$ kubectl apply --server-side --force-conflicts -f crds/");

            Manifests.definitions()
                    .forEach(definition -> sandbox.client().resource(definition).serverSideApply());
            long mark = sandbox.requests().mark();
            Invocation after = doctor(sandbox);

            assertThat(after.exitCode()).as("%s%s", after.out(), after.err()).isZero();
            assertThat(after.err()).isEmpty();
            assertThat(after.out())
                    .containsPattern("OK +GPU nodes +Usable are 16 MI300X on 2 nodes, 8 MI325X on 1 node.")
                    .containsPattern("OK +Definitions +All 3 are installed, as this aim has them.")
                    .containsPattern("OK +Rights +This user may do all that the operator does.")
                    .containsPattern("WARNING +Operator +None is seen")
                    .endsWith("0 errors, 1 warning.\n");
            assertThat(sandbox.requests().writesSince(mark))
                    .filteredOn(entry -> !entry.path().contains("selfsubjectaccessreviews"))
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("says all of it to programs too")
    void forPrograms() throws IOException {
        try (Sandbox sandbox = Sandbox.builder().nodes("").start()) {
            Invocation doctor = doctor(sandbox, "-o", "json");

            assertThat(doctor.exitCode()).isEqualTo(1);
            JsonNode diagnosis = new ObjectMapper().readTree(doctor.out());
            assertThat(diagnosis.path("ready").asBoolean(true)).isFalse();
            assertThat(diagnosis.path("findings").findValuesAsText("subject"))
                    .contains("Kubernetes", "GPU nodes", "Storage", "Definitions", "Operator");
            assertThat(diagnosis.path("findings").findValuesAsText("level")).contains("OK", "ERROR");
        }
    }

    @Test
    @DisplayName("says what the cluster does not let it see, and goes on")
    void goesOn() throws IOException {
        try (Sandbox sandbox = Sandbox.builder().nodes("1xMI300X:8").start()) {
            sandbox.client()
                    .resource(new DeploymentBuilder()
                            .withNewMetadata()
                            .withName("aim-engine")
                            .withNamespace("default")
                            .addToLabels("app.kubernetes.io/name", "aim-engine")
                            .addToLabels("app.kubernetes.io/component", "operator")
                            .endMetadata()
                            .withNewSpec()
                            .withReplicas(0)
                            .withNewSelector()
                            .addToMatchLabels("app", "x")
                            .endSelector()
                            .withNewTemplate()
                            .withNewMetadata()
                            .addToLabels("app", "x")
                            .endMetadata()
                            .withNewSpec()
                            .addNewContainer()
                            .withName("operator")
                            .withImage("aim")
                            .endContainer()
                            .endSpec()
                            .endTemplate()
                            .endSpec()
                            .build())
                    .create();

            // the sandbox answers questions about oneself alone
            assertThat(doctor(sandbox).out())
                    .containsPattern("WARNING +Rights +Not checked")
                    .containsPattern("ERROR +Operator +default/aim-engine is scaled to 0.")
                    .containsPattern("OK +Extensions");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"doctor", "status", "operator"})
    @DisplayName("says in one sentence, as others do, that a token has expired or that no cluster answers")
    void noCluster(String command) throws IOException {
        HttpServer refusing = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        refusing.createContext("/", exchange -> {
            byte[] status = "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"code\":401,\"message\":\"Unauthorized\"}"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(401, status.length);
            exchange.getResponseBody().write(status);
            exchange.close();
        });
        refusing.start();
        String kubeconfig = "--kubeconfig="
                + kubeconfig("http://127.0.0.1:" + refusing.getAddress().getPort());
        Invocation expired = Invocation.of(command, kubeconfig);
        refusing.stop(0);
        Invocation gone = Invocation.of(command, kubeconfig);

        assertThat(List.of(expired, gone)).allSatisfy(invocation -> {
            assertThat(invocation.exitCode()).isEqualTo(1);
            assertThat(invocation.out()).isEmpty();
        });
        assertThat(expired.err().lines()).singleElement().asString().contains("does not accept the credentials");
        assertThat(gone.err().lines()).singleElement().asString().contains("does not answer (");
    }

    private Invocation doctor(Sandbox sandbox, String... more) throws IOException {
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), sandbox.kubeconfig());
        String[] arguments = new String[more.length + 2];
        arguments[0] = "doctor";
        arguments[1] = "--kubeconfig=" + kubeconfig;
        System.arraycopy(more, 0, arguments, 2, more.length);
        return Invocation.of(arguments);
    }

    private Path kubeconfig(String server) throws IOException {
        return Files.writeString(folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: a, cluster: {server: "%s"}}]
                users: [{name: a, user: {token: expired}}]
                contexts: [{name: a, context: {cluster: a, user: a}}]
                current-context: a
                """.formatted(server));
    }
}
