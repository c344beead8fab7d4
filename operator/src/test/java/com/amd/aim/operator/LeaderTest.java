package com.amd.aim.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amd.aim.sandbox.api.ApiServer;
import com.amd.aim.sandbox.client.ApiClients;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LeaderTest {
    private final List<String> elected = new CopyOnWriteArrayList<>();
    private final List<String> deposed = new CopyOnWriteArrayList<>();

    @Test
    @DisplayName("a graceful stop gives the lease back, the next one leads, and nobody is called deposed")
    void handover() throws Exception {
        try (ApiServer server = ApiServer.start(0, "secret");
                KubernetesClient client = ApiClients.connect(Config.fromKubeconfig(server.kubeconfig()), "test")) {
            Leader first = candidate(client, "a");
            await().until(() -> elected.contains("a"));
            Leader second = candidate(client, "b");
            assertThat(client.leases()
                            .inNamespace("default")
                            .withName("aim-engine")
                            .get()
                            .getSpec()
                            .getHolderIdentity())
                    .isEqualTo("a");
            assertThat(elected).containsExactly("a");

            first.close();
            await().until(() -> elected.contains("b"));
            second.close();
            assertThat(deposed).isEmpty();
        }
    }

    @Test
    @DisplayName("a leader whose lease another one holds is told so")
    void deposed() throws Exception {
        try (ApiServer server = ApiServer.start(0, "secret");
                KubernetesClient client = ApiClients.connect(Config.fromKubeconfig(server.kubeconfig()), "test");
                Leader leader = candidate(client, "a")) {
            await().until(() -> elected.contains("a"));
            // a renewal may come between
            await().ignoreExceptions().until(() -> usurp(client) != null);

            await().until(() -> deposed.contains("a"));
            assertThat(leader).isNotNull();
        }
    }

    private static Lease usurp(KubernetesClient client) {
        return client.leases().inNamespace("default").withName("aim-engine").edit(lease -> {
            lease.getSpec().setHolderIdentity("usurper");
            return lease;
        });
    }

    private Leader candidate(KubernetesClient client, String identity) {
        return new Leader(
                client,
                "default",
                identity,
                new LeaseFence(Leader.RENEW_DEADLINE, System::nanoTime),
                () -> elected.add(identity),
                () -> deposed.add(identity));
    }
}
