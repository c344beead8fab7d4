package com.amd.aim.sandbox.kubelet;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which node holds a volume that only one node at a time may hold ({@code ReadWriteOnce}); the second node waits until
 * the last pod on the first one has ended.
 */
final class Attachments {

    private record Holder(String uid, String name, String node) {}

    private final Map<String, Map<String, Holder>> byClaim = new HashMap<>();

    /** Attaches the claim's volume for the pod; names the pods elsewhere that are in the way, if there are any. */
    synchronized Optional<String> attach(PersistentVolumeClaim claim, Pod pod) {
        List<String> modes = claim.getSpec().getAccessModes();
        if (modes.contains("ReadWriteMany") || modes.contains("ReadOnlyMany")) {
            return Optional.empty();
        }
        Map<String, Holder> holders =
                byClaim.computeIfAbsent(claim.getMetadata().getUid(), _ -> new TreeMap<>());
        boolean alone = modes.contains("ReadWriteOncePod");
        String others = holders.values().stream()
                .filter(holder -> !holder.uid.equals(pod.getMetadata().getUid()))
                .filter(holder -> alone || !holder.node.equals(pod.getSpec().getNodeName()))
                .map(Holder::name)
                .sorted()
                .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            return Optional.of(others);
        }
        Holder holder = new Holder(
                pod.getMetadata().getUid(),
                pod.getMetadata().getName(),
                pod.getSpec().getNodeName());
        holders.put(holder.uid, holder);
        return Optional.empty();
    }

    /** The pod has ended. */
    synchronized void detach(String podUid) {
        byClaim.values().forEach(holders -> holders.remove(podUid));
        byClaim.values().removeIf(Map::isEmpty);
    }
}
