package com.amd.aim.e2e.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What an administrator and AMD's device plugin and labeller do to nodes. */
public final class ClusterNodes {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;

    /** The nodes of this cluster. */
    public ClusterNodes(Cluster cluster) {
        this.client = cluster.client();
    }

    /** The labels of AMD's labeller. */
    public Map<String, String> gpuLabels(String node) {
        return client.nodes().withName(node).get().getMetadata().getLabels().entrySet().stream()
                .filter(label -> label.getKey().contains("amd.com/gpu."))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Gives a node these labels of AMD's labeller and no others. */
    public void label(String node, Map<String, String> wanted) {
        Map<String, Object> labels = new HashMap<>();
        // a null is what removes a label
        gpuLabels(node).keySet().forEach(old -> labels.put(old, null));
        labels.putAll(wanted);
        client.nodes()
                .withName(node)
                .patch(PatchContext.of(PatchType.JSON_MERGE), json(Map.of("metadata", Map.of("labels", labels))));
    }

    /** Counts a node's divided GPUs as AMD's device plugin does with its strategy {@code mixed}: by a resource named after the mode. */
    public void countByMode(String node, String mode, int parts) {
        recount(node, "amd.com/" + mode, "amd.com/gpu", parts);
    }

    /** Counts them as it does with its strategy {@code single}: all as {@code amd.com/gpu}. */
    public void countAsGpus(String node, String mode, int parts) {
        recount(node, "amd.com/gpu", "amd.com/" + mode, parts);
    }

    private void recount(String node, String resource, String instead, int count) {
        Map<String, Object> resources = new HashMap<>();
        resources.put(resource, String.valueOf(count));
        resources.put(instead, null);
        client.nodes()
                .withName(node)
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        json(Map.of("status", Map.of("capacity", resources, "allocatable", resources))));
    }

    /** Lets no new pod on the node. */
    public void cordon(String node) {
        client.nodes()
                .withName(node)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": {\"unschedulable\": true}}");
    }

    /** Gives a node this taint, which keeps pods from being scheduled there, and no other. */
    public void taint(String node, String key, String value) {
        client.nodes()
                .withName(node)
                .edit(live -> new NodeBuilder(live)
                        .editSpec()
                        .withTaints(new Taint("NoSchedule", key, null, value))
                        .endSpec()
                        .build());
    }

    /** Makes a node with GPUs whose kubelet is not well; nothing drives it. */
    public void addNotReady(String node, String deviceId, int gpus) {
        client.resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName(node)
                        .addToLabels("amd.com/gpu.device-id", deviceId)
                        .endMetadata()
                        .build())
                .create();
        client.nodes().withName(node).subresource("status").patch(PatchContext.of(PatchType.JSON_MERGE), """
                        {"status": {
                          "capacity": {"amd.com/gpu": "%1$d"},
                          "allocatable": {"amd.com/gpu": "%1$d"},
                          "conditions": [{"type": "Ready", "status": "False", "reason": "KubeletNotReady"}]}}
                        """.formatted(
                        gpus));
    }

    /** Takes a node away. */
    public void delete(String node) {
        client.nodes().withName(node).delete();
    }

    private static String json(Map<String, Object> patch) {
        try {
            return JSON.writeValueAsString(patch);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
