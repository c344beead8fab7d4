package com.amd.aim.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;

/**
 * What is to be said of a resource, by its phase.
 *
 * @param flux with the expressions of docs/gitops
 * @param argo empty where Argo CD runs no script
 */
record Verdict(String kstatus, String flux, String argo) {
    private static final Verdict UNDER_WAY = new Verdict("InProgress", "InProgress", "Progressing");
    private static final Verdict ARRIVED = new Verdict("Current", "Current", "Healthy");
    private static final Verdict NEEDS_SOMEBODY = new Verdict("Failed", "Failed", "Degraded");
    private static final Verdict LEAVING = new Verdict("Terminating", "Terminating", "");

    private static final Map<String, Verdict> SERVICE = Map.of(
            "Pending", NEEDS_SOMEBODY,
            "Caching", UNDER_WAY,
            "Starting", UNDER_WAY,
            "Serving", ARRIVED,
            "Updating", UNDER_WAY,
            "Degraded", NEEDS_SOMEBODY,
            // kstatus takes a False Ready for progress
            "Stopped", new Verdict("InProgress", "Current", "Healthy"),
            "Failed", NEEDS_SOMEBODY);

    private static final Map<String, Verdict> CACHE = Map.of(
            "Pending", UNDER_WAY,
            "Planning", UNDER_WAY,
            "Downloading", UNDER_WAY,
            "Ready", ARRIVED,
            "Failed", NEEDS_SOMEBODY,
            "Corrupt", UNDER_WAY,
            "Deleting", LEAVING);

    private static final Map<String, Verdict> RECIPE = Map.of("True", ARRIVED, "False", NEEDS_SOMEBODY);

    /** Of a version that was seen. */
    static Verdict of(JsonNode seen) {
        if (isDeleting(seen)) {
            return LEAVING;
        }
        if (seen.at("/status/observedGeneration").asLong()
                != seen.at("/metadata/generation").asLong()) {
            return UNDER_WAY;
        }
        String phase = seen.at("/status/phase").asText();
        return switch (seen.path("kind").asText()) {
            case "AIMService" -> service(seen, phase);
            case "AIMModelCache" -> Objects.requireNonNull(CACHE.get(phase), phase);
            default -> Objects.requireNonNull(RECIPE.get(valid(seen)));
        };
    }

    private static Verdict service(JsonNode service, String phase) {
        if (service.at("/spec/paused").asBoolean()) {
            return new Verdict("InProgress", "InProgress", "Suspended");
        }
        String reconciling = condition(service, "Reconciling").path("status").asText();
        return phase.equals("Stopped") && reconciling.equals("True")
                ? UNDER_WAY
                : Objects.requireNonNull(SERVICE.get(phase), phase);
    }

    /** Whether somebody asked for its deletion. */
    static boolean isDeleting(JsonNode object) {
        return object.at("/metadata").hasNonNull("deletionTimestamp");
    }

    /** What a recipe's Valid says; empty before it was looked at. */
    static String valid(JsonNode recipe) {
        return condition(recipe, "Valid").path("status").asText();
    }

    private static JsonNode condition(JsonNode object, String type) {
        return StreamSupport.stream(object.at("/status/conditions").spliterator(), false)
                .filter(condition -> type.equals(condition.path("type").asText()))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }
}
