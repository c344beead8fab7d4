package com.amd.aim.operator.view;

import com.amd.aim.operator.api.Names;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A pod that holds GPUs of a node, whoever it belongs to.
 *
 * @param node where it is bound
 * @param resources the GPUs and parts of them that it asks for, by resource
 * @param service the AIMService it serves, absent for everybody else's
 */
public record GpuPod(
        String namespace,
        String name,
        String node,
        Map<String, Integer> resources,
        @Nullable ServiceId service) {
    /** Copies. */
    public GpuPod {
        resources = Map.copyOf(resources);
    }

    /** With so many {@code amd.com/gpu}. */
    public GpuPod(String namespace, String name, String node, int gpus, @Nullable ServiceId service) {
        this(namespace, name, node, Map.of(GpuResources.GPU, gpus), service);
    }

    /** Empty for a pod that holds no GPU: it asks for none, is not bound, or has ended. */
    public static Optional<GpuPod> of(Pod pod) {
        Map<String, Integer> gpus = gpus(pod);
        if (gpus.isEmpty() || pod.getSpec().getNodeName() == null || hasEnded(pod)) {
            return Optional.empty();
        }
        String namespace = pod.getMetadata().getNamespace();
        Map<String, String> labels = pod.getMetadata().getLabels();
        String service = labels == null ? null : labels.get(Names.LABEL_SERVICE);
        return Optional.of(new GpuPod(
                namespace,
                pod.getMetadata().getName(),
                pod.getSpec().getNodeName(),
                gpus,
                service == null ? null : new ServiceId(namespace, service)));
    }

    private static boolean hasEnded(Pod pod) {
        String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        return "Succeeded".equals(phase) || "Failed".equals(phase);
    }

    /** As the scheduler counts: containers together, or the largest init container if that is more. */
    private static Map<String, Integer> gpus(Pod pod) {
        Map<String, Integer> gpus = new TreeMap<>();
        pod.getSpec()
                .getContainers()
                .forEach(container ->
                        gpus(container).forEach((resource, count) -> gpus.merge(resource, count, Integer::sum)));
        Optional.ofNullable(pod.getSpec().getInitContainers())
                .orElse(List.of())
                .forEach(container ->
                        gpus(container).forEach((resource, count) -> gpus.merge(resource, count, Math::max)));
        return gpus;
    }

    private static Map<String, Integer> gpus(Container container) {
        return Optional.ofNullable(container.getResources())
                .map(resources -> GpuResources.of(resources.getLimits()))
                .orElseGet(TreeMap::new);
    }
}
