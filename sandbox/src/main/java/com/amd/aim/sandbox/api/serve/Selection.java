package com.amd.aim.sandbox.api.serve;

import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.model.ApiFailure;
import com.amd.aim.sandbox.api.model.FieldSelector;
import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.LabelSelector;
import com.amd.aim.sandbox.api.model.Meta;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Which objects a list, watch or deletecollection means: those in its namespace that meet its selectors. */
final class Selection {

    /** Fields that selectors may name, beside metadata.name and metadata.namespace, by storage. */
    private static final Map<String, Set<String>> FIELDS = Map.of(
            "/pods",
            Set.of(
                    "spec.nodeName",
                    "spec.restartPolicy",
                    "spec.schedulerName",
                    "spec.serviceAccountName",
                    "spec.hostNetwork",
                    "status.phase",
                    "status.podIP",
                    "status.nominatedNodeName"),
            "/nodes",
            Set.of("spec.unschedulable"),
            "/namespaces",
            Set.of("status.phase"),
            "/secrets",
            Set.of("type"),
            "/services",
            Set.of("spec.clusterIP", "spec.type"),
            "/events",
            Set.of(
                    "involvedObject.kind",
                    "involvedObject.namespace",
                    "involvedObject.name",
                    "involvedObject.uid",
                    "involvedObject.apiVersion",
                    "involvedObject.resourceVersion",
                    "involvedObject.fieldPath",
                    "reason",
                    "reportingComponent",
                    "source",
                    "type"),
            "batch/jobs",
            Set.of("status.succeeded"),
            "apps/replicasets",
            Set.of("status.replicas"));

    private Selection() {}

    /** Reads the selectors of a request; its objects are tested in their storage form. */
    static Predicate<ObjectNode> of(Target target, Call call) {
        Predicate<ObjectNode> wanted = inNamespace(target);
        LabelSelector labels = LabelSelector.parse(call.query("labelSelector"));
        if (!labels.isEmpty()) {
            wanted = wanted.and(object -> labels.test(Meta.labels(object)));
        }
        FieldSelector fields = FieldSelector.parse(call.query("fieldSelector"));
        if (!fields.terms().isEmpty()) {
            fields.terms().forEach(term -> requireSupported(target.type(), term.field()));
            Predicate<JsonNode> match = fields.by(Selection::read);
            wanted = wanted.and(match);
        }
        String name = target.name();
        return name == null ? wanted : wanted.and(object -> Meta.name(object).equals(name));
    }

    private static Predicate<ObjectNode> inNamespace(Target target) {
        String namespace = target.namespace();
        return namespace == null ? _ -> true : object -> Meta.namespace(object).equals(namespace);
    }

    private static void requireSupported(ResourceType type, String field) {
        boolean everywhere = field.equals("metadata.name") || field.equals("metadata.namespace");
        var custom = type.custom();
        boolean here = custom == null
                ? FIELDS.getOrDefault(type.storage(), Set.of()).contains(field.replace("regarding.", "involvedObject."))
                : custom.selectableFields().contains("." + field);
        if (!everywhere && !here) {
            throw ApiFailure.badRequest("field label not supported: " + field);
        }
    }

    private static String read(JsonNode object, String field) {
        if (field.equals("source")) {
            String component = Json.text(object, "source", "component");
            return component.isEmpty() ? Json.text(object, "reportingComponent") : component;
        }
        JsonNode at =
                Json.at(object, field.replace("regarding.", "involvedObject.").split("\\."));
        if (at == null) {
            return field.equals("spec.unschedulable") || field.equals("spec.hostNetwork")
                    ? "false"
                    : field.startsWith("status.replicas") || field.equals("status.succeeded") ? "0" : "";
        }
        return at.asText();
    }
}
