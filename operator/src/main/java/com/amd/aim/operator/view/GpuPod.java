package com.amd.aim.operator.view;

import com.amd.aim.operator.api.Names;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pod that holds GPUs of a node, whoever it belongs to.
 *
 * @param node where it is bound
 * @param gpus what it asks for of {@code amd.com/gpu}
 * @param service the AIMService it serves, absent for everybody else's
 */
public record GpuPod(
        String namespace,
        String name,
        String node,
        int gpus,
        @Nullable ServiceId service) {

    /** Empty for a pod that holds no GPU: it asks for none, is not bound, or has ended. */
    public static Optional<GpuPod> of(Pod pod) {
        int gpus = gpus(pod);
        if (gpus == 0 || pod.getSpec().getNodeName() == null || hasEnded(pod)) {
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
    private static int gpus(Pod pod) {
        int together =
                pod.getSpec().getContainers().stream().mapToInt(GpuPod::gpus).sum();
        List<Container> init = pod.getSpec().getInitContainers();
        int largest =
                init == null ? 0 : init.stream().mapToInt(GpuPod::gpus).max().orElse(0);
        return Math.max(together, largest);
    }

    private static int gpus(Container container) {
        if (container.getResources() == null || container.getResources().getLimits() == null) {
            return 0;
        }
        Quantity asked = container.getResources().getLimits().get(NodeView.GPU_RESOURCE);
        return asked == null ? 0 : asked.getNumericalAmount().intValue();
    }
}
