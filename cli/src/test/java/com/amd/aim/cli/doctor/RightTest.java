package com.amd.aim.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.cli.Tree;
import com.amd.aim.cli.doctor.Right.Where;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The rights that the doctor asks for")
class RightTest {
    @ParameterizedTest
    @CsvSource({"ClusterRole, aim-engine, SERVED", "ClusterRole, aim-engine-cluster, CLUSTER", "Role, aim-engine, OWN"})
    @DisplayName("are exactly those that the chart grants")
    void asTheChart(String kind, String name, Where where) {
        Set<String> asked = new TreeSet<>();
        Right.ALL.stream()
                .filter(right -> right.where() == where)
                .forEach(right -> right.verbs().forEach(verb -> asked.add(right.named(verb))));

        assertThat(asked).isEqualTo(granted(kind, name)).isNotEmpty();
    }

    private static Set<String> granted(String kind, String name) {
        Set<String> granted = new TreeSet<>();
        for (PolicyRule rule : rules(kind, name)) {
            for (String group : rule.getApiGroups()) {
                for (String resource : rule.getResources()) {
                    Right right = new Right(Where.SERVED, group, resource, rule.getVerbs());
                    rule.getVerbs().forEach(verb -> granted.add(right.named(verb)));
                }
            }
        }
        return granted;
    }

    /** From what was reviewed, which ChartTest holds to what Helm renders. */
    private static List<PolicyRule> rules(String kind, String name) {
        String rendered = Tree.read("cli/src/test/resources/chart/defaults/out.yaml");
        Object parsed = new KubernetesSerialization()
                .unmarshal(new ByteArrayInputStream(rendered.getBytes(StandardCharsets.UTF_8)));
        return ((List<?>) parsed)
                .stream()
                        .flatMap(object -> switch (object) {
                            case ClusterRole role
                            when kind.equals("ClusterRole")
                                    && name.equals(role.getMetadata().getName()) -> role.getRules().stream();
                            case Role role
                            when kind.equals("Role")
                                    && name.equals(role.getMetadata().getName()) -> role.getRules().stream();
                            default -> Stream.<PolicyRule>of();
                        })
                        .toList();
    }
}
