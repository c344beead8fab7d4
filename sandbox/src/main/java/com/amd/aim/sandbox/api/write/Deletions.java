package com.amd.aim.sandbox.api.write;

import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Meta;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Pure steps of a deletion. */
final class Deletions {

    static final String ORPHAN = "orphan";
    static final String FOREGROUND = "foregroundDeletion";

    private Deletions() {}

    /** Whether deletion was asked for and nothing holds the object back any more. */
    static boolean isDue(ResourceType type, ObjectNode object) {
        return Meta.isBeingDeleted(object)
                && Meta.finalizers(object).isEmpty()
                && Json.number(object, 0, "metadata", "deletionGracePeriodSeconds") == 0
                && (!type.is("/namespaces")
                        || Json.items(object, "spec", "finalizers").isEmpty());
    }

    /** The finalizers that the garbage collector serves, as this deletion wants them, beside those that are there. */
    static Set<String> finalizers(ObjectNode object, DeleteOptions.@Nullable Propagation propagation) {
        Set<String> finalizers = new LinkedHashSet<>(Meta.finalizers(object));
        if (propagation != null) {
            finalizers.remove(ORPHAN);
            finalizers.remove(FOREGROUND);
            switch (propagation) {
                case ORPHAN -> finalizers.add(ORPHAN);
                case FOREGROUND -> finalizers.add(FOREGROUND);
                case BACKGROUND -> {}
            }
        }
        return finalizers;
    }

    /** How long the object's node may take to end it; 0 for everything but a pod that runs. */
    static long grace(ResourceType type, ObjectNode object, @Nullable Long asked) {
        if (!type.is("/pods") || Json.text(object, "spec", "nodeName").isEmpty()) {
            return 0;
        }
        String phase = Json.text(object, "status", "phase");
        if (phase.equals("Succeeded") || phase.equals("Failed")) {
            return 0;
        }
        long wanted = asked != null ? asked : Json.number(object, 30, "spec", "terminationGracePeriodSeconds");
        // a negative period means at once, but through the node
        return wanted < 0 ? 1 : wanted;
    }

    /** The object marked as being deleted, as of {@code now}. */
    static ObjectNode marked(ObjectNode object, Set<String> finalizers, long grace, Instant now) {
        ObjectNode next = Json.shallow(object);
        ObjectNode metadata = Json.shallow(Meta.of(next));
        next.set("metadata", metadata);
        boolean first = !Meta.isBeingDeleted(object);
        if (first || grace < Json.number(object, 0, "metadata", "deletionGracePeriodSeconds")) {
            Instant start = first ? now : requested(object);
            metadata.put("deletionTimestamp", Meta.time(start.plusSeconds(grace)));
            metadata.put("deletionGracePeriodSeconds", grace);
            if (first && metadata.has("generation")) {
                metadata.put("generation", Meta.generation(object) + 1);
            }
        }
        Meta.setFinalizers(next, finalizers);
        return next;
    }

    /** When the deletion was first asked for. */
    private static Instant requested(ObjectNode object) {
        return Instant.parse(Json.text(object, "metadata", "deletionTimestamp"))
                .minusSeconds(Json.number(object, 0, "metadata", "deletionGracePeriodSeconds"));
    }
}
