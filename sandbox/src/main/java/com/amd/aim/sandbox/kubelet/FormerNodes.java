package com.amd.aim.sandbox.kubelet;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Simulated nodes of an earlier start that this one does not have, or not as they were. */
public final class FormerNodes {

    private FormerNodes() {}

    /**
     * Deletes their Node objects and Leases; their pods are for the cluster to clean up.
     *
     * @param before those of the earlier start
     */
    public static void remove(
            KubernetesClient client, Collection<SimulatedNode> present, Collection<SimulatedNode> before) {
        Set<String> names = present.stream()
                .filter(before::contains)
                .map(SimulatedNode::name)
                .collect(Collectors.toSet());
        client.nodes().list().getItems().stream()
                .filter(FormerNodes::isSimulated)
                .map(node -> node.getMetadata().getName())
                .filter(name -> !names.contains(name))
                .forEach(name -> NodeKeeper.remove(client, name));
    }

    private static boolean isSimulated(Node node) {
        return node.getStatus() != null
                && node.getStatus().getNodeInfo() != null
                && NodeObject.RUNTIME.equals(node.getStatus().getNodeInfo().getContainerRuntimeVersion());
    }
}
