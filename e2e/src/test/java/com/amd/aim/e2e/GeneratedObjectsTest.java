package com.amd.aim.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.e2e.world.Command;
import com.amd.aim.e2e.world.OnOwnCluster;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** KServe's own published definition, without its controller: what is shown is that nothing in the objects is unknown or misplaced. */
@DisplayName("What aim generate prints for a cluster")
@OnOwnCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GeneratedObjectsTest {
    private final Cluster cluster = Cluster.up("generated", "1xMI300X:8,1xMI355X:8");

    @BeforeAll
    void define() {
        cluster.defineInferenceServices();
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @ParameterizedTest(name = "{0}: {1} with {2}")
    @CsvSource({
        "kubernetes, Qwen/Qwen3-32B, vllm, deployment.apps/qwen3-32b",
        "kubernetes, openai/gpt-oss-20b, sglang, deployment.apps/gpt-oss-20b",
        "kserve, Qwen/Qwen3-32B, vllm, inferenceservice.serving.kserve.io/qwen3-32b",
        "kserve, openai/gpt-oss-20b, sglang, inferenceservice.serving.kserve.io/gpt-oss-20b",
    })
    @DisplayName("is taken by the API server as it stands, with strict validation")
    void isTaken(String form, String model, String backend, String workload) {
        String objects = Command.aim(List.of(
                        "generate", model, "--backend", backend, "--nodes", "1xMI300X:8,1xMI355X:8", "-o", form))
                .succeeded()
                .out();

        Command taken = cluster.kubectlWith(
                objects, "apply", "--server-side", "--validate=strict", "--dry-run=server", "-f", "-");

        assertThat(taken.succeeded().out())
                .contains("persistentvolumeclaim/", workload + " serverside-applied (server dry run)");
    }
}
