package com.amd.aim.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.e2e.world.OnSharedCluster;
import com.amd.aim.e2e.world.OperatorProcess;
import com.amd.aim.e2e.world.Services;
import com.amd.aim.operator.api.AIMServiceSpec.UpdatePolicy;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An operator that is stopped")
@OnSharedCluster
class OperatorStoppedTest {
    private static final int STOPS = 10;
    private static final int MOST_EDITS = 30;
    private static final long SEED = 20_261_128;
    private static final List<String> SERVICES =
            IntStream.range(0, 6).mapToObj("qwen-%d"::formatted).toList();

    @Test
    @DisplayName("again and again while it works leaves the servers that run as they are")
    void whileItWorks(Cluster cluster) {
        Services services = new Services(cluster, cluster.newNamespace("stopped"));
        try (OperatorProcess _ = cluster.startOperator("first")) {
            SERVICES.forEach(name -> services.apply(Services.manifest(name, "modelId: Qwen/Qwen3-0.6B"))
                    .succeeded());
            SERVICES.forEach(services::awaitReady);
        }
        List<String> before = standing(services);
        Random random = new Random(SEED);
        for (int stop = 0; stop < STOPS; stop++) {
            try (OperatorProcess operator = cluster.startOperator("stopped-" + stop)) {
                keepBusy(services, 1 + random.nextInt(MOST_EDITS));
                assertThat(operator.stop()).isEqualTo(143);
            }
        }

        assertThat(standing(services)).isEqualTo(before);
    }

    /** By changes of the spec that mean nothing to the pods. */
    private static void keepBusy(Services services, int edits) {
        for (int edit = 0; edit < edits; edit++) {
            UpdatePolicy policy = edit / SERVICES.size() % 2 == 0 ? UpdatePolicy.Automatic : UpdatePolicy.OnSpecChange;
            services.edit(SERVICES.get(edit % SERVICES.size()), "{updatePolicy: " + policy + "}");
        }
    }

    /** The generation counts every change of a Deployment's spec, also one that was taken back. */
    private static List<String> standing(Services services) {
        return SERVICES.stream()
                .map(name -> "%s of generation %d: %s"
                        .formatted(
                                name,
                                services.deployment(name)
                                        .orElseThrow()
                                        .getMetadata()
                                        .getGeneration(),
                                services.servers(name).stream()
                                        .map(pod -> pod.getMetadata().getUid())
                                        .toList()))
                .toList();
    }
}
