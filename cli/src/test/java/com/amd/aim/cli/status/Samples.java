package com.amd.aim.cli.status;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMService;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Services and caches as a cluster would show them. */
final class Samples {
    private Samples() {}

    /** A service of generation 2 with a status in YAML. */
    static AIMService service(String status) {
        return service("chat", status);
    }

    static AIMService service(String name, String status) {
        return Serialization.unmarshal("""
                apiVersion: aim.amd.com/v1alpha1
                kind: AIMService
                metadata: {name: %s, namespace: team-a, uid: uid-of-%s, generation: 2}
                spec: {modelId: Qwen/Qwen3-32B, replicas: 1}
                status: %s
                """.formatted(name, name, status), AIMService.class);
    }

    /** A cache whose condition Ready says this. */
    static AIMModelCache cache(String name, String reason, String message) {
        return Serialization.unmarshal(
                """
                apiVersion: aim.amd.com/v1alpha1
                kind: AIMModelCache
                metadata: {name: %s, namespace: team-a}
                spec: {source: {uri: "hf://Qwen/Qwen3-32B"}}
                status: {conditions: [%s]}
                """.formatted(name, condition("Ready", "False", reason, message)), AIMModelCache.class);
    }

    /** One condition as a flow mapping. */
    static String condition(String type, String status, String reason, String message) {
        return "{type: %s, status: \"%s\", reason: %s, message: \"%s\", lastTransitionTime: \"2026-01-01T00:00:00Z\"}"
                .formatted(type, status, reason, message);
    }

    /** A status that speaks of the spec as it is. */
    static String status(String phase, String... conditions) {
        return "{observedGeneration: 2, phase: %s, ready: 0/1, cache: {name: weights, state: 42%%}, conditions: [%s]}"
                .formatted(phase, String.join(", ", conditions));
    }
}
