package com.amd.aim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.cli.demo.Manifests;
import com.amd.aim.cli.doctor.FakeHost;
import com.amd.aim.sandbox.Sandbox;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                    .contains("$ helm install aim-engine helm/aim-engine")
                    .doesNotContain("kubectl apply");

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
            assertThat(doctor(sandbox, "-o", "name").out().lines())
                    .contains("GPU nodes", "Definitions")
                    .doesNotContain("Kubernetes");
            assertThat(doctor(sandbox, "-o", "wide").out().lines())
                    .hasSize(diagnosis.path("findings").size())
                    .anySatisfy(line -> assertThat(line).matches("ERROR {4}Definitions {3}.* \\$ .*"))
                    .anySatisfy(line -> assertThat(line).matches("OK {7}Kubernetes {4}.*"));
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
            Invocation doctor = doctor(sandbox);
            assertThat(doctor.out())
                    .as("%s", doctor.err())
                    .containsPattern("WARNING +Rights +Not checked")
                    .containsPattern("ERROR +Operator +default/aim-engine is scaled to 0.")
                    .containsPattern("OK +Extensions");
        }
    }

    @Test
    @DisplayName("says of everything that it may not see that it was not checked, which is no error")
    void sees() throws IOException {
        String version = "{\"major\":\"1\",\"minor\":\"34\",\"gitVersion\":\"v1.34.1\"}";
        try (RefusingApi api = new RefusingApi(403, Map.of("/version", version))) {
            Invocation doctor = Invocation.of("doctor", "--kubeconfig=" + api.kubeconfig(folder), "-o", "json");

            assertThat(doctor.exitCode()).as("%s", doctor.err()).isZero();
            assertThat(doctor.err()).isEmpty();
            JsonNode findings = new ObjectMapper().readTree(doctor.out()).path("findings");
            assertThat(findings.findValuesAsText("level"))
                    .containsExactly("OK", "WARNING", "WARNING", "WARNING", "WARNING", "WARNING", "WARNING");
            assertThat(findings.findValuesAsText("message").stream().skip(1))
                    .allSatisfy(message ->
                            assertThat(message).startsWith("Not checked").endsWith("not for this user"));
        }
    }

    @Test
    @DisplayName("--host examines the host, in each format")
    void examinesHost() throws IOException {
        Invocation doctor = onHost(new FakeHost(), Map.of(), "--host", "-o", "json");

        assertThat(doctor.exitCode()).as("%s", doctor.err()).isZero();
        JsonNode diagnosis = new ObjectMapper().readTree(doctor.out());
        assertThat(diagnosis.path("ready").asBoolean()).isTrue();
        assertThat(diagnosis.path("findings").findValuesAsText("subject"))
                .startsWith("Examined", "Driver", "Devices", "GPUs", "ROCm")
                .endsWith("NUMA", "IOMMU");
        FakeHost without = new FakeHost().without("/dev");
        assertThat(onHost(without, Map.of(), "--host", "-o", "name")).isEqualTo(new Invocation(1, "Devices\n", ""));
        assertThat(onHost(without, Map.of(), "--host").out())
                .contains("$ sudo dmesg | grep")
                .endsWith("1 error, 0 warnings.\n");
    }

    @Test
    @DisplayName("examines a host with AMD GPUs where no cluster is named, and says why; one without is no answer")
    void choosesHost() {
        Map<String, String> home = Map.of("HOME", folder.toString());

        Invocation doctor = onHost(new FakeHost(), home, "-o", "wide");
        assertThat(doctor.exitCode()).as("%s", doctor.err()).isZero();
        assertThat(doctor.out())
                .startsWith(
                        "OK       Examined      This host is examined, since it has AMD GPUs. No cluster is named: ");

        FakeHost none = new FakeHost().without("/sys").without("/dev");
        assertThat(onHost(none, home))
                .satisfies(refused -> assertThat(refused.exitCode()).isEqualTo(1))
                .satisfies(refused -> assertThat(refused.err()).startsWith("aim: No cluster is named: "));
    }

    @Test
    @DisplayName("takes --host or a cluster, not both")
    void oneOfTwo() {
        Invocation both = Invocation.of("doctor", "--host", "--context=x");

        assertThat(both.exitCode()).isEqualTo(2);
        assertThat(both.err()).startsWith("aim: --host examines no cluster; leave --kubeconfig and --context out.");
    }

    private static Invocation onHost(FakeHost fake, Map<String, String> environment, String... arguments) {
        List<String> line = new ArrayList<>(List.of("doctor"));
        line.addAll(List.of(arguments));
        return Invocation.on(fake.host(), environment, line.toArray(String[]::new));
    }

    private Invocation doctor(Sandbox sandbox, String... more) throws IOException {
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), sandbox.kubeconfig());
        String[] arguments = new String[more.length + 2];
        arguments[0] = "doctor";
        arguments[1] = "--kubeconfig=" + kubeconfig;
        System.arraycopy(more, 0, arguments, 2, more.length);
        return Invocation.of(arguments);
    }
}
