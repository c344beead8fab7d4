package com.amd.aim.operator.reconcile.service;

import static com.amd.aim.operator.harness.OperatorHarness.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.harness.OperatorHarness;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An operator that dies in the middle of its work. */
class ServiceCrashTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    @DisplayName(
            "an operator killed before any of its writes: the next one comes to the same end, with nothing done twice")
    void killedBeforeEachWrite() {
        try (OperatorHarness world = OperatorHarness.cluster("1xMI300X:8")) {
            boolean survived = serve(world, 0);
            JsonNode end = end(world);
            for (int writes = 1; !survived; writes++) {
                leave(world);
                world.useNamespace("crash-" + writes);
                survived = serve(world, writes);
                until(
                        "the same end, when killed before write " + writes,
                        () -> end(world).equals(end));
                assertThat(world.all(AIMModelCache.class)).hasSize(1);
                assertThat(world.downloads()).hasSize(1);
                assertThat(writes).isLessThan(100);
            }
        }
    }

    /** Makes room on the node for the next one. */
    private static void leave(OperatorHarness world) {
        world.client()
                .resources(AIMService.class)
                .inNamespace(world.namespace())
                .delete();
        until("gone", () -> world.servers("qwen").isEmpty());
        world.stopOperator();
    }

    /** Whether the operator got through without being killed. */
    private static boolean serve(OperatorHarness world, int writes) {
        BooleanSupplier dead = world.startMortalOperator(writes);
        world.create("qwen", "{modelId: Qwen/Qwen3-0.6B}");
        until("dead or done", () -> dead.getAsBoolean() || isSettled(world));
        boolean survived = !dead.getAsBoolean();
        world.stopOperator();
        world.startOperator();
        world.untilReady("qwen");
        return survived;
    }

    private static boolean isSettled(OperatorHarness world) {
        AIMService service = world.service("qwen");
        return service != null
                && service.getStatus() != null
                && OperatorHarness.is(service.getStatus(), "Ready", "True")
                && OperatorHarness.is(service.getStatus(), "Progressing", "False");
    }

    /** What must be the same however it came about: no times, no identities. */
    private static JsonNode end(OperatorHarness world) {
        ObjectNode end = JSON.createObjectNode();
        Deployment deployment = Objects.requireNonNull(world.deployment("qwen"));
        end.set("deployment", JSON.valueToTree(deployment.getSpec()));
        end.set("annotations", JSON.valueToTree(deployment.getMetadata().getAnnotations()));
        ObjectNode status =
                JSON.valueToTree(Objects.requireNonNull(world.service("qwen")).getStatus());
        status.findParents("lastTransitionTime").forEach(node -> ((ObjectNode) node).remove("lastTransitionTime"));
        // the weights may have come before the choice was written down
        ((ObjectNode) status.get("cache")).remove("hit");
        ObjectNode annotations = (ObjectNode) end.get("annotations");
        annotations.put(
                "aim.amd.com/choice",
                annotations.get("aim.amd.com/choice").asText().replaceFirst(",.cacheHit.*", ""));
        // of the whole object, and so of its namespace and its owner's uid
        annotations.remove(List.of("deployment.kubernetes.io/revision", "aim.amd.com/hash"));
        end.set("status", status);
        return JSON.valueToTree(JSON.convertValue(end, Object.class).toString().replace(world.namespace(), "ns"));
    }
}
