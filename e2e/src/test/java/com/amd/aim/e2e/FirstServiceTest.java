package com.amd.aim.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.e2e.world.OnSharedCluster;
import com.amd.aim.e2e.world.OperatorProcess;
import com.amd.aim.e2e.world.Services;
import com.amd.aim.operator.api.AIMService;
import io.fabric8.kubernetes.api.model.Pod;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A first service")
@OnSharedCluster
class FirstServiceTest {
    private static final String MODEL = "Qwen/Qwen3-32B";

    @Test
    @DisplayName(
            "that only names its model becomes Ready on the GPUs of its recipe, where the restricted Pod Security Standard holds, and its server answers")
    void zeroConfiguration(Cluster cluster) throws Exception {
        Services services = new Services(cluster, cluster.newNamespace("first"));
        try (OperatorProcess _ = cluster.startOperator("first-service")) {
            services.apply(Services.manifest("qwen", "modelId: " + MODEL)).succeeded();
            AIMService service = services.awaitReady("qwen");

            assertThat(Objects.requireNonNull(service.getStatus().selection()).hardware())
                    .isEqualTo("MI300X");
            Pod server = services.pods().stream()
                    .filter(pod -> pod.getMetadata().getName().startsWith("qwen-"))
                    .filter(pod -> "Running".equals(pod.getStatus().getPhase()))
                    .findFirst()
                    .orElseThrow();
            assertThat(server.getSpec().getNodeName()).startsWith("mi300x-");
            assertThat(models(server)).contains(MODEL);
            services.delete();
        }
    }

    private static String models(Pod server) throws Exception {
        URI uri = URI.create("http://" + server.getStatus().getPodIP() + ":8000/v1/models");
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
