package com.amd.aim.operator.render;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import java.util.List;
import java.util.Map;

/** Brings the quantities that a user wrote into the form the API server stores, so that they do not look changed ever after. */
final class CanonicalPod {
    private CanonicalPod() {}

    static PodTemplateSpec of(PodTemplateSpec template) {
        return new PodTemplateSpecBuilder(template)
                .editSpec()
                .withInitContainers(containers(template.getSpec().getInitContainers()))
                .withContainers(containers(template.getSpec().getContainers()))
                .withVolumes(template.getSpec().getVolumes().stream()
                        .map(CanonicalPod::volume)
                        .toList())
                .endSpec()
                .build();
    }

    private static List<Container> containers(List<Container> containers) {
        return containers.stream().map(CanonicalPod::container).toList();
    }

    private static Container container(Container container) {
        if (container.getResources() == null) {
            return container;
        }
        Map<String, Quantity> requests = container.getResources().getRequests();
        Map<String, Quantity> limits = container.getResources().getLimits();
        return new ContainerBuilder(container)
                .editResources()
                .withRequests(requests == null ? null : Quantities.canonical(requests))
                .withLimits(limits == null ? null : Quantities.canonical(limits))
                .endResources()
                .build();
    }

    private static Volume volume(Volume volume) {
        if (volume.getEmptyDir() == null || volume.getEmptyDir().getSizeLimit() == null) {
            return volume;
        }
        return new VolumeBuilder(volume)
                .editEmptyDir()
                .withSizeLimit(Quantities.canonical(volume.getEmptyDir().getSizeLimit()))
                .endEmptyDir()
                .build();
    }
}
