package com.amd.aim.cli.inventory;

import com.amd.aim.operator.plan.ServiceNodes;
import com.amd.aim.operator.view.ServiceId;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who wants to know which GPUs there are.
 *
 * @param namespace of the service; empty: the one that the kubeconfig names
 * @param service its name; empty where it is none yet
 * @param hardware the kind of GPU that is asked for by name, canonical
 * @param wish which nodes its pods may run on, asked only where nodes have taints and labels
 */
public record Asking(
        String namespace, String service, @Nullable String hardware, Supplier<ServiceNodes> wish) {
    /** A service that asks for nothing but perhaps a kind of GPU. */
    public static Asking forAny(String namespace, @Nullable String hardware) {
        return new Asking(
                namespace,
                "",
                hardware,
                () -> new ServiceNodes(hardware, ServiceNodes.ofAny().tolerations(), Map.of()));
    }

    ServiceId id(String namespaceOfContext) {
        return new ServiceId(namespace.isEmpty() ? namespaceOfContext : namespace, service);
    }
}
