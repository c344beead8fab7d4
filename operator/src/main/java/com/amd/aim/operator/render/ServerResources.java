package com.amd.aim.operator.render;

import com.amd.aim.engine.config.Resources;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * CPU and memory of a server. Memory is requested, not limited: loading a model maps its files, and a guessed limit would end it.
 * The GPUs are added last, over whatever else was asked for.
 */
final class ServerResources {
    private ServerResources() {}

    static ResourceRequirements of(Resources engine, @Nullable ResourceRequirements user) {
        Map<String, Quantity> requests = new TreeMap<>(Map.of(
                "cpu", Quantities.count(engine.cpu()),
                "memory", Quantities.bytes(engine.memoryBytes())));
        if (user == null) {
            return new ResourceRequirementsBuilder().withRequests(requests).build();
        }
        if (user.getLimits() != null) {
            // a limit without a request is the request as well; ours might be above it
            requests.keySet().removeAll(user.getLimits().keySet());
        }
        if (user.getRequests() != null) {
            requests.putAll(user.getRequests());
        }
        return new ResourceRequirementsBuilder(user).withRequests(requests).build();
    }
}
