package com.amd.aim.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.e2e.world.AuditLog;
import com.amd.aim.e2e.world.Awaited;
import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.e2e.world.OnSharedCluster;
import com.amd.aim.e2e.world.OperatorProcess;
import com.amd.aim.e2e.world.Rights;
import com.amd.aim.e2e.world.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The rights of the chart's service account")
@OnSharedCluster
class RightsTest {
    private static final Path GOLDEN = Cluster.root().resolve("e2e/src/test/resources/rights/can-i.txt");

    @Test
    @DisplayName("are each used in a full life of services and caches, which needs no other and is never refused")
    void exactlyWhatIsUsed(Cluster cluster) {
        // the first operator of a cluster makes it
        cluster.kubectl("delete", "leases", "--all", "--namespace", Cluster.OPERATOR_NAMESPACE)
                .succeeded();
        long mark = cluster.audit().mark();
        FullLife life = new FullLife(cluster, new Services(cluster, cluster.newNamespace("rights")));
        OperatorProcess first = cluster.startOperator("rights-1", "--leader-elect");
        try {
            life.begins();
            life.changes();
            life.ends();
            String leader = life.leader();
            try (OperatorProcess _ = cluster.startOperator("rights-2", "--leader-elect")) {
                first.close();
                life.goesOn();
                assertThat(life.leader()).isNotEqualTo(leader);
            }
        } finally {
            first.close();
            life.clear();
        }

        List<AuditLog.Request> requests = cluster.audit().operatorSince(mark);
        assertThat(requests)
                .filteredOn(request -> request.code() == 403)
                .as("refused")
                .isEmpty();
        assertThat(Rights.used(requests)).isEqualTo(Rights.granted(cluster.client(), Cluster.RELEASE));
    }

    @Test
    @DisplayName("are these, as kubectl auth can-i tells them: no Secret, nothing of other applications")
    void asKubectlTells(Cluster cluster) throws IOException {
        String found = "in any namespace\n" + ownRights(cluster, "default", AuditLog.OPERATOR) + "\nin its own\n"
                + ownRights(cluster, Cluster.OPERATOR_NAMESPACE, AuditLog.OPERATOR);
        if (System.getProperty("update-golden") != null) {
            Files.writeString(GOLDEN, found);
        }
        assertThat(found).isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    @DisplayName("leave nothing to the operator's own pods: they meet the restricted Pod Security Standard")
    void restrictedPods(Cluster cluster) {
        Awaited.of(
                "pods of the chart",
                () -> Optional.of(cluster.client()
                        .pods()
                        .inNamespace(Cluster.OPERATOR_NAMESPACE)
                        .list()
                        .getItems()),
                pods -> !pods.isEmpty(),
                Duration.ofMinutes(1));
    }

    /** Without what every account may. */
    private static String ownRights(Cluster cluster, String namespace, String account) {
        Set<String> everybody = rights(cluster, namespace, "system:serviceaccount:default:default");
        return rights(cluster, namespace, account).stream()
                .filter(right -> !everybody.contains(right))
                .sorted()
                .map(right -> "  " + right + "\n")
                .collect(Collectors.joining());
    }

    private static Set<String> rights(Cluster cluster, String namespace, String account) {
        return cluster.kubectl("auth", "can-i", "--list", "--no-headers", "--namespace", namespace, "--as", account)
                .succeeded()
                .out()
                .lines()
                .map(line -> line.strip().replaceAll(" {2,}", "  "))
                .collect(Collectors.toSet());
    }
}
