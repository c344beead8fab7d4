package com.amd.aim.sandbox.kubelet;

import com.amd.aim.sandbox.client.Key;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/** Reads what pods refer to, one by one and only when needed: all that a node may do. */
record ApiSources(KubernetesClient client) implements Environment.Sources {

    @Override
    public Optional<Secret> secret(Key key) {
        return Optional.ofNullable(client.secrets()
                .inNamespace(key.namespace())
                .withName(key.name())
                .get());
    }

    @Override
    public Optional<ConfigMap> configMap(Key key) {
        return Optional.ofNullable(client.configMaps()
                .inNamespace(key.namespace())
                .withName(key.name())
                .get());
    }

    Optional<PersistentVolumeClaim> claim(Key key) {
        return Optional.ofNullable(client.persistentVolumeClaims()
                .inNamespace(key.namespace())
                .withName(key.name())
                .get());
    }
}
