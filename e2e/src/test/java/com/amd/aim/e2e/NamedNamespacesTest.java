package com.amd.aim.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.e2e.world.OnSharedCluster;
import com.amd.aim.e2e.world.OperatorProcess;
import com.amd.aim.e2e.world.Services;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A chart that names the namespaces to serve")
@OnSharedCluster
class NamedNamespacesTest {
    private static final String RELEASE = "named";
    private static final String ACCOUNT = RELEASE + "-aim-engine";
    private static final String OWN = "named-system";
    private static final String PINNED = "modelId: Qwen/Qwen3-0.6B\nhardware: MI300X\ngpuCount: 1";

    @Test
    @DisplayName("gives rights there only; without one on nodes, GPUs have to be named, and the service says so")
    void namedNamespaces(Cluster cluster) {
        Services served = new Services(cluster, cluster.newNamespace("served"));
        Services other = new Services(cluster, cluster.newNamespace("other"));
        install(cluster, served.namespace());
        recipeForAll(cluster);
        served.apply(Services.SHARED_CACHE).succeeded();
        other.apply(Services.manifest("free", PINNED)).succeeded();
        served.apply(Services.manifest("free", "modelId: Qwen/Qwen3-0.6B\nrecipe: for-all"))
                .succeeded();
        long mark = cluster.audit().mark();
        try (OperatorProcess _ = start(cluster, "named-1", served)) {
            served.awaitReady("free");
        }
        assertThat(refused(cluster, mark)).containsOnly("list pods in ''");
        assertThat(other.get("free").orElseThrow().getStatus().observedGeneration())
                .as("that of what no operator has seen")
                .isEqualTo(-1);

        cluster.kubectl("delete", "clusterrolebinding", ACCOUNT + "-cluster").succeeded();
        served.apply(Services.manifest("chosen", "modelId: Qwen/Qwen3-0.6B")).succeeded();
        served.apply(Services.manifest("pinned", PINNED)).succeeded();
        mark = cluster.audit().mark();
        try (OperatorProcess _ = start(cluster, "named-2", served)) {
            served.awaitReady("pinned");
            served.await(
                    "chosen",
                    service -> Services.condition(service, "RecipeSelected")
                            .filter(condition -> condition.getMessage().contains("set spec.hardware and spec.gpuCount"))
                            .isPresent());
            // chosen when it could still be seen what there is
            served.awaitReady("free");
        }
        assertThat(refused(cluster, mark))
                .containsOnly("list pods in ''", "list nodes in ''", "list storageclasses in ''");
        cluster.kubectl("delete", "aimservice", "--all", "--namespace", served.namespace())
                .succeeded();
    }

    private static void install(Cluster cluster, String namespace) {
        cluster.exec(
                        "helm",
                        "install",
                        RELEASE,
                        Cluster.root().resolve("helm/aim-engine").toString(),
                        "--namespace",
                        OWN,
                        "--create-namespace",
                        "--set",
                        "aimEngine.installCrds=false",
                        "--set",
                        "aimEngine.watchNamespaces={" + namespace + "}")
                .succeeded();
    }

    /** In the operator's own namespace, which is not among those it serves. */
    private static void recipeForAll(Cluster cluster) {
        new Services(cluster, OWN).apply("""
                apiVersion: aim.amd.com/v1alpha1
                kind: AIMRecipe
                metadata: {name: for-all}
                spec:
                  modelId: Qwen/Qwen3-0.6B
                  hardware: MI300X
                  precision: bf16
                  configurations: [{name: vllm-1, gpuCount: 1, args: {max-model-len: 4096}}]
                """).succeeded();
    }

    private static OperatorProcess start(Cluster cluster, String name, Services served) {
        return cluster.startOperatorAs(OWN, ACCOUNT, name, "--namespace=" + served.namespace());
    }

    private static java.util.List<String> refused(Cluster cluster, long mark) {
        return cluster.audit().requestsOf("system:serviceaccount:" + OWN + ":" + ACCOUNT, mark).stream()
                .filter(request -> request.code() == 403)
                .map(request -> "%s %s in '%s'".formatted(request.verb(), request.resource(), request.namespace()))
                .distinct()
                .toList();
    }
}
