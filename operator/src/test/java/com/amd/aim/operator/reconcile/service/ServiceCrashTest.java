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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An operator that dies in the middle of its work: the next one comes to the same end, and nothing is done twice. */
class ServiceCrashTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_WRITES = 100;

    private final OperatorHarness world = OperatorHarness.cluster("1xMI300X:8");

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName("killed before any write for a service whose weights are there")
    void weightsThere() {
        world.startOperator();
        world.create("other", "{modelId: Qwen/Qwen3-0.6B}");
        world.untilReady("other");
        world.stopOperator();
        boolean survived = serve(0);
        JsonNode end = end();
        for (int writes = 1; !survived; writes++) {
            leave();
            survived = serve(writes);
            expect(end, writes);
        }
    }

    @Test
    @DisplayName("killed before any third write for a service whose weights have to be fetched")
    void weightsFetched() {
        boolean survived = serve(0);
        JsonNode end = end();
        for (int writes = 3; !survived; writes += 3) {
            leave();
            world.useNamespace("crash-" + writes);
            survived = serve(writes);
            expect(end, writes);
        }
    }

    /** Whether the operator got through without being killed. */
    private boolean serve(int writes) {
        assertThat(writes).isLessThan(MOST_WRITES);
        BooleanSupplier dead = world.startMortalOperator(writes);
        world.create("qwen", "{modelId: Qwen/Qwen3-0.6B}");
        until("dead or done", () -> dead.getAsBoolean() || isSettled());
        boolean survived = !dead.getAsBoolean();
        world.stopOperator();
        world.startOperator();
        world.untilReady("qwen");
        return survived;
    }

    /** Makes room for the next one. */
    private void leave() {
        world.client()
                .resources(AIMService.class)
                .inNamespace(world.namespace())
                .withName("qwen")
                .delete();
        until(
                "gone",
                () -> world.service("qwen") == null
                        && world.deployment("qwen") == null
                        && world.servers("qwen").isEmpty());
        world.stopOperator();
    }

    private void expect(JsonNode end, int writes) {
        until("the same end, when killed before write " + writes, () -> end().equals(end));
        assertThat(world.all(AIMModelCache.class)).hasSize(1);
        assertThat(world.downloads()).hasSize(1);
    }

    private boolean isSettled() {
        AIMService service = world.service("qwen");
        return service != null
                && service.getStatus() != null
                && OperatorHarness.is(service.getStatus(), "Ready", "True")
                && OperatorHarness.is(service.getStatus(), "Reconciling", "False");
    }

    /** What must be the same however it came about: no times, no identities. */
    private JsonNode end() {
        Deployment deployment = Objects.requireNonNull(world.deployment("qwen"));
        ObjectNode annotations = JSON.valueToTree(deployment.getMetadata().getAnnotations());
        // whether the weights were there may be seen differently
        String choice = annotations.get("aim.amd.com/choice").asText().replaceFirst(",.cacheHit.*", "");
        annotations.put("aim.amd.com/choice", choice);
        // the hash is of the whole object, and so of its namespace and its owner's uid
        annotations.remove(List.of("deployment.kubernetes.io/revision", "aim.amd.com/hash"));
        ObjectNode status =
                JSON.valueToTree(Objects.requireNonNull(world.service("qwen")).getStatus());
        status.findParents("lastTransitionTime").forEach(node -> ((ObjectNode) node).remove("lastTransitionTime"));
        ((ObjectNode) status.get("cache")).remove("hit");
        ObjectNode end = JSON.createObjectNode();
        end.set("deployment", JSON.valueToTree(deployment.getSpec()));
        end.set("annotations", annotations);
        end.set("status", status);
        return JSON.valueToTree(end.toString().replace("." + world.namespace() + ".", ".ns."));
    }
}
