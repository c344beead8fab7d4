package com.amd.aim.sandbox.api.rules;

import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Meta;
import com.amd.aim.sandbox.api.model.Names;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What every object's metadata must be. */
final class MetadataChecks {

    private static final int ANNOTATIONS_LIMIT = 256 * 1024;

    /** Kinds whose names are not subdomains. */
    private static final Map<String, Names> NAMES = Map.of(
            "/namespaces", Names.LABEL,
            "/services", Names.LABEL,
            "rbac.authorization.k8s.io/roles", Names.PATH_SEGMENT,
            "rbac.authorization.k8s.io/rolebindings", Names.PATH_SEGMENT,
            "rbac.authorization.k8s.io/clusterroles", Names.PATH_SEGMENT,
            "rbac.authorization.k8s.io/clusterrolebindings", Names.PATH_SEGMENT);

    private static final Set<String> STANDARD_FINALIZERS = Set.of("kubernetes", "orphan", "foregroundDeletion");

    private MetadataChecks() {}

    static void check(ResourceType type, ObjectNode object, @Nullable ObjectNode old, Problems problems) {
        if (old == null) {
            name(type, Meta.name(object), problems);
        } else {
            finalizersOfDeleted(object, old, problems);
        }
        labels(object.path("metadata").path("labels"), "metadata.labels", problems);
        annotations(object, problems);
        owners(object, problems);
        finalizers(type, Json.items(object, "metadata", "finalizers"), problems);
    }

    private static void finalizers(ResourceType type, List<JsonNode> finalizers, Problems problems) {
        boolean strict = type.custom() == null && !type.group().equals("apiextensions.k8s.io");
        for (int i = 0; i < finalizers.size(); i++) {
            String finalizer = finalizers.get(i).asText();
            Names.qualifiedProblem(finalizer)
                    .ifPresent(text -> problems.invalid("metadata.finalizers", finalizer, text));
            if (strict && !finalizer.contains("/") && !STANDARD_FINALIZERS.contains(finalizer)) {
                problems.invalid(
                        "metadata.finalizers[" + i + "]",
                        finalizer,
                        "name is neither a standard finalizer name nor is it fully qualified");
            }
        }
    }

    private static void name(ResourceType type, String name, Problems problems) {
        if (name.isEmpty()) {
            problems.required("metadata.name", "name or generateName is required");
        } else {
            NAMES.getOrDefault(type.storage(), Names.SUBDOMAIN)
                    .problem(name)
                    .ifPresent(text -> problems.invalid("metadata.name", name, text));
        }
    }

    /** Labels of an object or of a pod template. */
    static void labels(JsonNode labels, String field, Problems problems) {
        for (Map.Entry<String, JsonNode> label : labels.properties()) {
            Names.qualifiedProblem(label.getKey()).ifPresent(text -> problems.invalid(field, label.getKey(), text));
            String value = label.getValue().asText();
            Names.LABEL_VALUE.problem(value).ifPresent(text -> problems.invalid(field, value, text));
        }
    }

    private static void annotations(ObjectNode object, Problems problems) {
        int size = 0;
        for (Map.Entry<String, JsonNode> annotation :
                object.path("metadata").path("annotations").properties()) {
            String key = annotation.getKey();
            Names.qualifiedProblem(key.toLowerCase(java.util.Locale.ROOT))
                    .ifPresent(text -> problems.invalid("metadata.annotations", key, text));
            size += key.length() + annotation.getValue().asText().length();
        }
        if (size > ANNOTATIONS_LIMIT) {
            problems.tooLong("metadata.annotations", ANNOTATIONS_LIMIT);
        }
    }

    private static void owners(ObjectNode object, Problems problems) {
        List<JsonNode> owners = Meta.owners(object);
        List<String> controllers = owners.stream()
                .filter(owner -> owner.path("controller").asBoolean())
                .map(owner -> Json.text(owner, "kind") + "/" + Json.text(owner, "name"))
                .toList();
        for (JsonNode owner : owners) {
            for (String field : List.of("apiVersion", "kind", "name", "uid")) {
                if (Json.text(owner, field).isEmpty()) {
                    problems.invalid(
                            "metadata.ownerReferences." + field,
                            "",
                            field.equals("apiVersion") ? "version must not be empty" : "must not be empty");
                }
            }
        }
        if (controllers.size() > 1) {
            problems.invalid(
                    "metadata.ownerReferences",
                    object.path("metadata").path("ownerReferences"),
                    "Only one reference can have Controller set to true. Found \"true\" in references for "
                            + String.join(" and ", controllers));
        }
    }

    private static void finalizersOfDeleted(ObjectNode object, ObjectNode old, Problems problems) {
        if (Meta.isBeingDeleted(old)) {
            Set<String> added = new TreeSet<>(Meta.finalizers(object));
            added.removeAll(Meta.finalizers(old));
            if (!added.isEmpty()) {
                String why =
                        "no new finalizers can be added if the object is being deleted, found new finalizers []string{\""
                                + String.join("\", \"", added) + "\"}";
                problems.forbidden("metadata.finalizers", why); // by what judges all kinds
                problems.forbidden("metadata.finalizers", why); // and by the kind's own rules
            }
        }
    }
}
