package com.amd.aim.operator.view;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** An AIMService by namespace and name. */
public record ServiceId(String namespace, String name) implements Comparable<ServiceId> {
    public static ServiceId of(HasMetadata service) {
        return new ServiceId(
                service.getMetadata().getNamespace(), service.getMetadata().getName());
    }

    @Override
    public int compareTo(ServiceId other) {
        int byNamespace = namespace.compareTo(other.namespace);
        return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
    }
}
