package com.amd.aim.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.e2e.world.Command;
import com.amd.aim.e2e.world.OnSharedCluster;
import com.amd.aim.e2e.world.OperatorProcess;
import com.amd.aim.e2e.world.Services;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("After the operator was uninstalled")
@OnSharedCluster
class UninstallTest {
    private static final String MODEL = "Qwen/Qwen3-0.6B";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /**
     * The chart's own Job finds no API server from a simulated node, so helm is told to leave it out and the same command is run
     * beside the cluster, with the rights that the Job has.
     */
    @Test
    @DisplayName("servers go on, and deleting services, caches and a namespace hangs nowhere")
    void nothingHangs(Cluster cluster, @TempDir Path folder) throws IOException {
        Services byHand = new Services(cluster, cluster.newNamespace("left-by-hand"));
        Services whole = new Services(cluster, cluster.newNamespace("left-whole"));
        String cache;
        try (OperatorProcess _ = cluster.startOperator("uninstalled")) {
            byHand.apply(Services.manifest("qwen", "modelId: " + MODEL)).succeeded();
            whole.apply(Services.manifest("qwen", "modelId: " + MODEL)).succeeded();
            AIMService ready = byHand.awaitReady("qwen");
            whole.awaitReady("qwen");
            cache = Objects.requireNonNull(
                    Objects.requireNonNull(ready.getStatus().cache()).name());
            for (Services each : List.of(byHand, whole)) {
                each.awaitCache(
                        cache, found -> found.getMetadata().getFinalizers().contains(Names.FINALIZER_IN_USE));
            }
        }
        List<String> servers = uids(byHand);
        String hooks =
                rights(cluster.exec("helm", "get", "hooks", Cluster.RELEASE, "--namespace", Cluster.OPERATOR_NAMESPACE)
                        .succeeded()
                        .out());
        cluster.exec("helm", "uninstall", Cluster.RELEASE, "--namespace", Cluster.OPERATOR_NAMESPACE, "--no-hooks")
                .succeeded();
        cluster.kubectlWith(hooks, "apply", "-f", "-").succeeded();
        try {
            assertThat(release(cluster, folder).succeeded().out().lines())
                    .contains(
                            "released " + byHand.namespace() + "/" + cache,
                            "released " + whole.namespace() + "/" + cache);
            assertThat(uids(byHand)).isEqualTo(servers);

            cluster.kubectl("delete", "aimservice", "qwen", "--namespace", byHand.namespace())
                    .succeeded();
            cluster.kubectl("delete", "aimmodelcache", cache, "--namespace", byHand.namespace(), "--timeout=60s")
                    .succeeded();
            cluster.kubectl("delete", "namespace", whole.namespace(), "--timeout=120s")
                    .succeeded();

            await().atMost(PATIENCE).until(() -> byHand.pods().isEmpty());
            await().atMost(PATIENCE)
                    .until(() -> cluster.client()
                            .persistentVolumeClaims()
                            .inNamespace(byHand.namespace())
                            .list()
                            .getItems()
                            .isEmpty());
        } finally {
            cluster.kubectlWith(hooks, "delete", "-f", "-").succeeded();
            cluster.installChart();
        }
    }

    /** What the chart makes for its last Job, without the Job. */
    private static String rights(String hooks) {
        return Stream.of(hooks.split("(?m)^---$", -1))
                .filter(manifest -> !manifest.contains("kind: Job"))
                .collect(Collectors.joining("\n---\n"));
    }

    private static Command release(Cluster cluster, Path folder) throws IOException {
        String token = cluster.kubectl(
                        "create", "token", Cluster.RELEASE + "-release", "--namespace", Cluster.OPERATOR_NAMESPACE)
                .succeeded()
                .out()
                .strip();
        String admin = Files.readString(cluster.kubeconfig().toPath());
        Path kubeconfig =
                Files.writeString(folder.resolve("kubeconfig"), admin.replaceFirst("token: .*", "token: " + token));
        return Command.run(
                null,
                List.of(Cluster.root().resolve("aim").toString(), "cache", "release", "--kubeconfig=" + kubeconfig));
    }

    private static List<String> uids(Services services) {
        return services.pods().stream()
                .filter(pod -> pod.getMetadata().getLabels().containsKey(Names.LABEL_SERVICE))
                .map(pod -> pod.getMetadata().getUid())
                .toList();
    }
}
