package com.amd.aim.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.e2e.world.OnSharedCluster;
import com.amd.aim.e2e.world.OperatorProcess;
import com.amd.aim.e2e.world.Services;
import com.amd.aim.e2e.world.Together;
import com.amd.aim.operator.api.AIMService;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An edit")
@OnSharedCluster
class RacingEditsTest {
    private static final String MODEL = "Qwen/Qwen3-0.6B";
    private static final int RACING = 30;
    private static final int EDITS = 12;

    @Test
    @DisplayName("is not lost while the status is written: of thirty services that race, each workload has the last")
    void racingEdits(Cluster cluster) throws Exception {
        Services services = new Services(cluster, cluster.newNamespace("races"));
        try (OperatorProcess _ = cluster.startOperator("racing-edits")) {
            List<String> names =
                    IntStream.range(0, RACING).mapToObj(i -> "racer-" + i).toList();
            String all = names.stream()
                    .map(name -> Services.manifest(name, "modelId: " + MODEL + "\nreplicas: 0"))
                    .reduce("", (one, two) -> one + "---\n" + two);
            services.apply(all).succeeded();
            names.forEach(name -> services.await(name, service -> Services.isTrue(service, "CacheReady")));

            Together.run(names.stream()
                    .<Callable<Void>>map(name -> () -> {
                        race(services, name);
                        return null;
                    })
                    .toList());

            for (String name : names) {
                Deployment workload = services.awaitDeployment(
                        name, found -> value(found).equals(Optional.of(String.valueOf(EDITS))));
                AIMService settled = services.await(name, RacingEditsTest::isObserved);
                assertThat(value(workload))
                        .as("%s of generation %s", name, settled.getMetadata().getGeneration())
                        .contains(String.valueOf(EDITS));
            }
            services.delete();
        }
    }

    /** The next edit comes at the very moment when the status of the one before has been written; every third does not wait. */
    private void race(Services services, String name) {
        for (int edit = 1; edit <= EDITS; edit++) {
            services.edit(name, "{env: [{name: EDIT, value: '%d'}]}".formatted(edit));
            if (edit % 3 != 0) {
                await().atMost(Duration.ofMinutes(2))
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> isObserved(services.get(name).orElseThrow()));
            }
        }
    }

    private static boolean isObserved(AIMService service) {
        return service.getStatus() != null
                && service.getMetadata()
                        .getGeneration()
                        .equals(service.getStatus().observedGeneration());
    }

    private static Optional<String> value(Deployment workload) {
        return workload.getSpec().getTemplate().getSpec().getContainers().stream()
                .flatMap(container -> container.getEnv().stream())
                .filter(variable -> variable.getName().equals("EDIT"))
                .map(variable -> variable.getValue())
                .findFirst();
    }
}
