package com.amd.aim.sandbox.controller;

import com.amd.aim.sandbox.client.Key;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;

/** The small writes that several controllers make; each touches only the fields it names. */
final class Patches {

    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
    private static final PatchContext STRATEGIC = PatchContext.of(PatchType.STRATEGIC_MERGE);

    private Patches() {}

    /** A JSON merge patch. */
    static <T> T merge(Resource<T> resource, Map<String, ?> patch) {
        return resource.patch(MERGE, Serialization.asJson(patch));
    }

    /** Sets annotations and leaves the others. */
    static <T> T annotate(Resource<T> resource, Map<String, String> annotations) {
        return merge(resource, Map.of("metadata", Map.of("annotations", annotations)));
    }

    /** Sets one condition of a pod and leaves the others, which are somebody else's. */
    static void podCondition(KubernetesClient client, Key pod, PodCondition condition) {
        podStatus(client, pod, Map.of("conditions", List.of(condition)));
    }

    /** A strategic merge patch of a pod's status: conditions are merged by type. */
    static void podStatus(KubernetesClient client, Key pod, Map<String, ?> status) {
        client.pods()
                .inNamespace(pod.namespace())
                .withName(pod.name())
                .subresource("status")
                .patch(STRATEGIC, Serialization.asJson(Map.of("status", status)));
    }
}
