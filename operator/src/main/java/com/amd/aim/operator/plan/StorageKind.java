package com.amd.aim.operator.plan;

import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A StorageClass, as seen.
 *
 * @param name its name
 * @param provisioner who makes its volumes
 * @param byDefault whether claims that name no class get it
 * @param waitsForPod whether a claim is bound only when a pod that uses it is placed
 * @param shared whether its volumes are known to be usable on several nodes at a time
 */
public record StorageKind(String name, String provisioner, boolean byDefault, boolean waitsForPod, boolean shared) {
    private static final List<String> DEFAULT_CLASS =
            List.of("storageclass.kubernetes.io/is-default-class", "storageclass.beta.kubernetes.io/is-default-class");

    /** Reduces a StorageClass. */
    public static StorageKind of(StorageClass storage, SharedStorage shared) {
        Map<String, String> annotations =
                Objects.requireNonNullElse(storage.getMetadata().getAnnotations(), Map.of());
        return new StorageKind(
                storage.getMetadata().getName(),
                storage.getProvisioner(),
                DEFAULT_CLASS.stream().anyMatch(key -> "true".equals(annotations.get(key))),
                "WaitForFirstConsumer".equals(storage.getVolumeBindingMode()),
                shared.knows(storage.getProvisioner(), Objects.requireNonNullElse(storage.getParameters(), Map.of())));
    }
}
