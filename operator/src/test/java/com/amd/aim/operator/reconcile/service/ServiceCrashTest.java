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
    private static final String SPEC = "{modelId: Qwen/Qwen3-0.6B}";

    private final OperatorHarness world = OperatorHarness.cluster("1xMI300X:8");

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName("killed before any write for a service whose weights are there")
    void weightsThere() {
        world.startOperator();
        world.create("other", SPEC);
        world.untilReady("other");
        world.stopOperator();
        List<String> services = List.of("qwen");
        boolean survived = serve(services, 0);
        List<JsonNode> end = end(services);
        for (int writes = 1; !survived; writes++) {
            leave(services);
            survived = serve(services, writes);
            expect(services, end, writes);
        }
    }

    @Test
    @DisplayName("killed before any second write for two services that share weights which have to be fetched")
    void shared() {
        List<String> services = List.of("qwen", "twin");
        boolean survived = serve(services, 0);
        List<JsonNode> end = end(services);
        for (int writes = 2; !survived; writes += 2) {
            leave(services);
            world.useNamespace("crash-" + writes);
            survived = serve(services, writes);
            expect(services, end, writes);
        }
    }

    /** Whether the operator got through without being killed. */
    private boolean serve(List<String> services, int writes) {
        assertThat(writes).isLessThan(MOST_WRITES);
        BooleanSupplier dead = world.startMortalOperator(writes);
        services.forEach(name -> world.create(name, SPEC));
        until("dead or done", () -> dead.getAsBoolean() || services.stream().allMatch(this::isSettled));
        boolean survived = !dead.getAsBoolean();
        world.stopOperator();
        world.startOperator();
        services.forEach(world::untilReady);
        return survived;
    }

    /** Makes room for the next one. */
    private void leave(List<String> services) {
        services.forEach(name -> world.client()
                .resources(AIMService.class)
                .inNamespace(world.namespace())
                .withName(name)
                .delete());
        until(
                "gone",
                () -> services.stream()
                        .allMatch(name -> world.service(name) == null
                                && world.deployment(name) == null
                                && world.servers(name).isEmpty()));
        world.stopOperator();
    }

    private void expect(List<String> services, List<JsonNode> end, int writes) {
        until(
                "the same end, when killed before write " + writes,
                () -> end(services).equals(end));
        assertThat(world.all(AIMModelCache.class)).hasSize(1);
        assertThat(world.downloads()).hasSize(1);
    }

    private boolean isSettled(String name) {
        AIMService service = world.service(name);
        return service != null && OperatorHarness.isServing(service);
    }

    private List<JsonNode> end(List<String> services) {
        return services.stream().map(this::end).toList();
    }

    /** What must be the same however it came about: no times, no identities. */
    private JsonNode end(String name) {
        Deployment deployment = Objects.requireNonNull(world.deployment(name));
        ObjectNode annotations = JSON.valueToTree(deployment.getMetadata().getAnnotations());
        // whether the weights were there may be seen differently
        String choice = annotations.get("aim.amd.com/choice").asText().replaceFirst(",.cacheHit.*", "");
        annotations.put("aim.amd.com/choice", choice);
        // the hash is of the whole object, and so of its namespace and its owner's uid
        annotations.remove(List.of("deployment.kubernetes.io/revision", "aim.amd.com/hash"));
        ObjectNode status =
                JSON.valueToTree(Objects.requireNonNull(world.service(name)).getStatus());
        status.findParents("lastTransitionTime").forEach(node -> ((ObjectNode) node).remove("lastTransitionTime"));
        ((ObjectNode) status.get("cache")).remove("hit");
        ObjectNode end = JSON.createObjectNode();
        end.set("deployment", JSON.valueToTree(deployment.getSpec()));
        end.set("annotations", annotations);
        end.set("status", status);
        return JSON.valueToTree(end.toString().replace("." + world.namespace() + ".", ".ns."));
    }
}
