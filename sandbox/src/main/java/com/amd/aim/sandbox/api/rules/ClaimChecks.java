package com.amd.aim.sandbox.api.rules;

import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Quantity;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a persistent volume claim must be. */
final class ClaimChecks {

    private static final List<String> MODES =
            List.of("ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod");
    private static final String FIXED =
            "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims";

    private ClaimChecks() {}

    static void check(ObjectNode claim, @Nullable ObjectNode old, Problems problems) {
        JsonNode spec = claim.path("spec");
        if (spec.path("accessModes").isEmpty()) {
            problems.required("spec.accessModes", "at least 1 access mode is required");
        }
        Json.items(spec, "accessModes").forEach(mode -> problems.oneOf("spec.accessModes", mode.asText(), MODES));
        JsonNode size = spec.path("resources").path("requests").path("storage");
        if (size.isMissingNode()) {
            problems.required("spec.resources[storage]");
        } else {
            Quantity.of(size)
                    .filter(amount -> amount.value().signum() <= 0)
                    .ifPresent(amount -> problems.invalid(
                            "spec.resources[storage]", amount.canonical(), "must be greater than zero"));
        }
        problems.oneOf("spec.volumeMode", Json.text(spec, "volumeMode"), List.of("Block", "Filesystem"));
        if (old != null) {
            change(spec, old, problems);
        }
    }

    private static void change(JsonNode spec, ObjectNode old, Problems problems) {
        JsonNode before = old.path("spec");
        boolean bound = Json.text(old, "status", "phase").equals("Bound");
        if (!fixed(spec, bound).equals(fixed(before, bound)) && !isBinding(spec, before)) {
            problems.forbidden("spec", FIXED);
        }
        Optional<Quantity> size =
                Quantity.of(spec.path("resources").path("requests").path("storage"));
        Optional<Quantity> had =
                Quantity.of(before.path("resources").path("requests").path("storage"));
        Optional<Quantity> capacity =
                Quantity.of(old.path("status").path("capacity").path("storage"));
        boolean shrinks = size.isPresent() && had.isPresent() && size.get().compareTo(had.get()) < 0;
        if (bound && shrinks && (capacity.isEmpty() || size.get().compareTo(capacity.get()) < 0)) {
            problems.forbidden("spec.resources.requests.storage", "field can not be less than status.capacity");
        }
    }

    /** Naming the volume is the claim controller's part. */
    private static boolean isBinding(JsonNode spec, JsonNode before) {
        return Json.text(before, "volumeName").isEmpty()
                && fixed(without(spec, "volumeName"), false).equals(fixed(before, false));
    }

    private static JsonNode fixed(JsonNode spec, boolean bound) {
        return bound ? without(without(spec, "resources"), "volumeAttributesClassName") : spec;
    }

    private static JsonNode without(JsonNode spec, String field) {
        ObjectNode copy = spec.deepCopy();
        copy.remove(field);
        return copy;
    }
}
