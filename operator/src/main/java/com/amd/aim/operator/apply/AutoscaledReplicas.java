package com.amd.aim.operator.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Leaves the replicas of a workload to an autoscaler that has set them. It does so through the scale subresource, as kubectl scale does,
 * which is a hand edit like any other and put back. They are let go only then, when the autoscaler owns them: before, that would reset
 * them to 1.
 *
 * <p>At 0 autoscalers rest, so 0 is always ours: a service can be stopped, and started again.
 */
final class AutoscaledReplicas {
    /** What autoscalers write to. */
    static final String SUBRESOURCE = "scale";

    private static final String HAND = "kubectl";

    private AutoscaledReplicas() {}

    /**
     * Takes the replicas out of what we want, if an autoscaler owns them.
     *
     * @param desired changed in place
     * @param live the object as it is
     */
    static Optional<FieldConflict> leave(ObjectNode desired, ObjectNode live) {
        int wanted = desired.at("/spec/replicas").asInt();
        int there = live.at("/spec/replicas").asInt();
        if (wanted == 0 || there == 0) {
            return Optional.empty();
        }
        Optional<FieldConflict> owner = live.at("/metadata/managedFields")
                .valueStream()
                .filter(AutoscaledReplicas::scaled)
                .map(entry -> new FieldConflict(entry.path("manager").asText(), ".spec.replicas"))
                .findFirst();
        owner.ifPresent(_ -> desired.withObject("/spec").remove("replicas"));
        return owner;
    }

    private static boolean scaled(JsonNode entry) {
        return SUBRESOURCE.equals(entry.path("subresource").asText())
                && !entry.path("manager").asText().startsWith(HAND)
                && entry.at("/fieldsV1/f:spec").has("f:replicas");
    }
}
