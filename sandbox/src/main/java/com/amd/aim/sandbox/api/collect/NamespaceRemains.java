package com.amd.aim.sandbox.api.collect;

import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Meta;
import com.amd.aim.sandbox.api.store.Stored;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a namespace that is being deleted still waits for, as its status tells people. */
final class NamespaceRemains {
    private static final String DISCOVERED = "All resources successfully discovered";
    private static final String PARSED = "All legacy kube types successfully parsed";
    private static final String DELETED = "All content successfully deleted, may be waiting on finalization";
    private static final String FINALIZED = "All content-preserving finalizers finished";

    private final Map<String, Integer> resources = new TreeMap<>();
    private final Map<String, Integer> finalizers = new TreeMap<>();

    void add(ResourceType type, List<Stored> objects) {
        if (!objects.isEmpty()) {
            resources.put(type.plural() + "." + type.group(), objects.size());
        }
        for (Stored object : objects) {
            Meta.finalizers(object.tree()).forEach(finalizer -> finalizers.merge(finalizer, 1, Integer::sum));
        }
    }

    boolean isEmpty() {
        return resources.isEmpty();
    }

    /** The namespace with a status that says so. */
    ObjectNode told(ObjectNode namespace) {
        ObjectNode next = namespace.deepCopy();
        ArrayNode conditions = Json.child(next, "status").putArray("conditions");
        String since = Json.text(namespace, "metadata", "deletionTimestamp");
        add(conditions, since, "NamespaceDeletionDiscoveryFailure", false, "ResourcesDiscovered", DISCOVERED);
        add(conditions, since, "NamespaceDeletionGroupVersionParsingFailure", false, "ParsedGroupVersions", PARSED);
        add(conditions, since, "NamespaceDeletionContentFailure", false, "ContentDeleted", DELETED);
        add(conditions, since, "NamespaceContentRemaining", true, "SomeResourcesRemain", resources());
        if (finalizers.isEmpty()) {
            add(conditions, since, "NamespaceFinalizersRemaining", false, "ContentHasNoFinalizers", FINALIZED);
        } else {
            add(conditions, since, "NamespaceFinalizersRemaining", true, "SomeFinalizersRemain", finalizers());
        }
        return next;
    }

    private String resources() {
        return "Some resources are remaining: " + listed(resources, "%s has %d resource instances");
    }

    private String finalizers() {
        return "Some content in the namespace has finalizers remaining: "
                + listed(finalizers, "%s in %d resource instances");
    }

    private static String listed(Map<String, Integer> counts, String format) {
        return counts.entrySet().stream()
                .map(entry -> format.formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static void add(
            ArrayNode conditions, String since, String type, boolean holds, String reason, String message) {
        conditions
                .addObject()
                .put("lastTransitionTime", since)
                .put("message", message)
                .put("reason", reason)
                .put("status", holds ? "True" : "False")
                .put("type", type);
    }
}
