package com.amd.aim.sandbox.kubelet;

import com.amd.aim.sandbox.client.Key;
import com.amd.aim.sandbox.client.PortMap;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells the API what became of one pod; writes only what differs from what it wrote last. */
final class PodReporter {

    private static final JsonMapper JSON = new JsonMapper();
    private static final PatchContext STRATEGIC = PatchContext.of(PatchType.STRATEGIC_MERGE);
    private static final Set<Integer> GONE = Set.of(404, 409);

    private final KubernetesClient client;
    private final Key key;
    private final String uid;
    private @Nullable ObjectNode last;

    PodReporter(KubernetesClient client, Pod pod) {
        this.client = client;
        this.key = Key.of(pod);
        this.uid = pod.getMetadata().getUid();
    }

    /**
     * Patches the pod's status. Where pods share one address, its annotation says which ports stand for theirs.
     *
     * @return false where there is no such pod any more
     * @throws KubernetesClientException to be tried again
     */
    boolean report(PodStatus status, PortMap ports) {
        ObjectNode patch = JSON.createObjectNode();
        ObjectNode metadata = patch.putObject("metadata").put("uid", uid);
        if (!ports.free().isEmpty()) {
            metadata.putObject("annotations").put(PortMap.ANNOTATION, ports.print());
        }
        patch.set("status", tree(status));
        if (patch.equals(last)) {
            return true;
        }
        try {
            client.pods()
                    .inNamespace(key.namespace())
                    .withName(key.name())
                    .subresource("status")
                    .patch(STRATEGIC, patch.toString());
            last = patch;
            return true;
        } catch (KubernetesClientException e) {
            if (GONE.contains(e.getCode())) {
                return false;
            }
            throw e;
        }
    }

    /** Removes the pod for good, once nothing of it runs any more; only this one, not another of the same name. */
    void delete() {
        try {
            client.raw(
                    "/api/v1/namespaces/" + key.namespace() + "/pods/" + key.name(),
                    "DELETE",
                    Map.of(
                            "apiVersion",
                            "v1",
                            "kind",
                            "DeleteOptions",
                            "gracePeriodSeconds",
                            0,
                            "preconditions",
                            Map.of("uid", uid)));
        } catch (KubernetesClientException e) {
            if (!GONE.contains(e.getCode())) {
                throw e;
            }
        }
    }

    /** The status as JSON; a merge would keep the reason that a condition had before, so it is taken away by name. */
    private static JsonNode tree(PodStatus status) {
        try {
            JsonNode tree = JSON.readTree(Serialization.asJson(status));
            for (JsonNode condition : tree.path("conditions")) {
                ObjectNode object = (ObjectNode) condition;
                if (!object.has("reason")) {
                    object.putNull("reason");
                }
                if (!object.has("message")) {
                    object.putNull("message");
                }
            }
            return tree;
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("a status that was just written as JSON is not JSON", e);
        }
    }
}
