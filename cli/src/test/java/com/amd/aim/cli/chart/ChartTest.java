package com.amd.aim.cli.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amd.aim.cli.Tree;
import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The chart")
class ChartTest {
    private static final Map<String, String> DEFAULTS = Map.of();

    @Test
    @DisplayName("passes helm lint --strict")
    void lints() {
        LintResult result = Chart.helm().lint().strict().call();

        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"defaults", "namespaces"})
    @DisplayName("renders what was reviewed (-Dupdate-golden takes a change over)")
    void rendersGolden(String name) throws IOException {
        Path folder = Tree.root().resolve("cli/src/test/resources/chart").resolve(name);
        Path values = folder.resolve("values.yaml");

        assertGolden(folder.resolve("out.yaml"), Chart.render(values));
        assertGolden(folder.resolve("notes.txt"), Chart.notes(values));
    }

    @Test
    @DisplayName("holds a copy of each definition in crds/ (-Dupdate-crds renews it) and renders it, kept on uninstall")
    void bringsDefinitions() throws IOException {
        Path crds = Tree.root().resolve("crds");
        Path copies = Chart.FOLDER.resolve("files/crds");
        if (System.getProperty("update-crds") != null) {
            for (String name : names(crds)) {
                Files.copy(crds.resolve(name), copies.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        assertThat(names(copies)).hasSize(3).isEqualTo(names(crds));
        String rendered = Chart.render(DEFAULTS);
        for (String name : names(crds)) {
            String definition = Files.readString(crds.resolve(name));
            assertThat(copies.resolve(name)).hasContent(definition);
            assertThat(definition.length()).isLessThan(200 * 1024);
            assertThat(rendered)
                    .contains(definition
                            .replaceFirst(
                                    "\nmetadata:\n", "\nmetadata:\n  annotations:\n    helm.sh/resource-policy: keep\n")
                            .strip());
        }
        assertThat(Chart.render(Map.of("aimEngine.installCrds", "false"))).doesNotContain("CustomResourceDefinition");
    }

    @Test
    @DisplayName("can be packaged, the definitions included")
    void packages(@TempDir Path folder) throws Exception {
        Chart.helm().packageIt().withDestination(folder).call();

        Process list = new ProcessBuilder(
                        "tar", "-tzf", folder.resolve("aim-engine-1.0.0.tgz").toString())
                .start();
        assertThat(list.inputReader().lines())
                .contains("aim-engine/files/crds/aimservices.yaml", "aim-engine/values.schema.json");
    }

    @ParameterizedTest
    @CsvSource({
        "aimEngine.replicas, 3, replicas",
        "image.tag, 1.0.0, image",
        "aimEngine.monitoring.enabled, true, monitoring",
        "aimEngine.replicaCount, many, replicaCount",
        "aimEngine.image.pullPolicy, Sometimes, pullPolicy",
        "aimEngine.hubEndpoint, hub.example, hubEndpoint",
        "aimEngine.workers, 0, workers",
        "aimEngine.watchNamespaces[0], Team_A, watchNamespaces",
    })
    @DisplayName("refuses a value that it does not know or cannot use, and names it")
    void refusesUnknown(String value, String given, String named) {
        assertThatThrownBy(() -> Chart.render(Map.of(value, given))).hasMessageContaining(named);
    }

    @Test
    @DisplayName("lets every value have an effect")
    void everyValueMatters() {
        String defaults = Chart.render(DEFAULTS);
        Map<String, String> others = Map.ofEntries(
                Map.entry("aimEngine.replicaCount", "1"),
                Map.entry("aimEngine.image.repository", "elsewhere/aim"),
                Map.entry("aimEngine.image.tag", "1.0.1"),
                Map.entry("aimEngine.image.pullPolicy", "Always"),
                Map.entry("aimEngine.resources.limits.memory", "1Gi"),
                Map.entry("aimEngine.watchNamespaces[0]", "team-a"),
                Map.entry("aimEngine.hubEndpoint", "https://mirror.example"),
                Map.entry("aimEngine.clusterDomain", "corp.example"),
                Map.entry("aimEngine.workers", "4"),
                Map.entry("aimEngine.installCrds", "false"),
                Map.entry("aimEngine.nodeSelector.zone", "a"),
                Map.entry("aimEngine.tolerations[0].operator", "Exists"));

        assertThat(others)
                .allSatisfy((value, given) ->
                        assertThat(Chart.render(Map.of(value, given))).isNotEqualTo(defaults));
        assertThat(others.keySet().stream().map(value -> value.replaceFirst("aimEngine\\.(\\w+).*", "$1")))
                .as("a value of values.yaml that this test does not try")
                .containsAll(topLevelValues());
    }

    @Test
    @DisplayName("pins an image by digest where the tag is one")
    void pinsDigest() {
        assertThat(Chart.render(Map.of("aimEngine.image.tag", "sha256:0123")))
                .contains("image: aim-engine/aim@sha256:0123", "--image=aim-engine/aim@sha256:0123");
    }

    @Test
    @DisplayName("meets the restricted Pod Security Standard")
    void meetsRestricted() {
        PodSpec pod = Chart.objects(DEFAULTS, Deployment.class)
                .getFirst()
                .getSpec()
                .getTemplate()
                .getSpec();
        Container container = pod.getContainers().getFirst();

        assertThat(pod.getContainers()).hasSize(1);
        assertThat(pod.getInitContainers()).isEmpty();
        assertThat(pod.getHostNetwork()).isNull();
        assertThat(pod.getVolumes())
                .allSatisfy(volume -> assertThat(volume.getEmptyDir()).isNotNull());
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getSecurityContext().getCapabilities().getAdd()).isEmpty();
    }

    @Test
    @DisplayName("grants no wildcard, no Secret and nothing that could grant more")
    void grantsLittle() {
        assertThat(rules(DEFAULTS)).isNotEmpty().allSatisfy(rule -> {
            assertThat(rule.getApiGroups()).doesNotContain("*", "rbac.authorization.k8s.io");
            assertThat(rule.getResources()).doesNotContain("*", "secrets", "serviceaccounts/token", "pods/exec");
            assertThat(rule.getVerbs()).doesNotContain("*", "impersonate", "bind", "escalate");
        });
    }

    @Test
    @DisplayName("binds its rights in the named namespaces only, when some are named")
    void bindsInNamedNamespaces() {
        Map<String, String> two =
                Map.of("aimEngine.watchNamespaces[0]", "team-a", "aimEngine.watchNamespaces[1]", "team-b");

        assertThat(Chart.objects(two))
                .filteredOn(object -> object.getKind().equals("RoleBinding"))
                .extracting(object -> object.getMetadata().getNamespace())
                .contains("team-a", "team-b");
        assertThat(Chart.objects(two))
                .filteredOn(object -> object.getKind().equals("ClusterRoleBinding"))
                .extracting(object -> object.getMetadata().getName())
                .containsExactly("aim-engine-cluster");
    }

    private static List<PolicyRule> rules(Map<String, String> set) {
        return Stream.concat(
                        Chart.objects(set, ClusterRole.class).stream().flatMap(role -> role.getRules().stream()),
                        Chart.objects(set, Role.class).stream().flatMap(role -> role.getRules().stream()))
                .toList();
    }

    private static List<String> topLevelValues() {
        return Tree.read("helm/aim-engine/values.yaml")
                .lines()
                .filter(line -> line.matches(" {2}[a-z]\\w+:.*"))
                .map(line -> line.substring(2, line.indexOf(':')))
                .toList();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void assertGolden(Path file, String text) throws IOException {
        if (System.getProperty("update-golden") != null) {
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
    }
}
