package com.amd.aim.sandbox.api.rules;

import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Names;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a service must be. */
final class ServiceChecks {

    private ServiceChecks() {}

    static void check(ObjectNode service, @Nullable ObjectNode old, Problems problems) {
        JsonNode spec = service.path("spec");
        String type = Json.text(spec, "type");
        problems.oneOf("spec.type", type, List.of("ClusterIP", "ExternalName", "LoadBalancer", "NodePort"));
        boolean headless = Json.text(spec, "clusterIP").equals("None");
        if (spec.path("ports").isEmpty() && !headless && !type.equals("ExternalName")) {
            problems.required("spec.ports");
        }
        ports(spec, problems);
        problems.oneOf("spec.sessionAffinity", Json.text(spec, "sessionAffinity"), List.of("ClientIP", "None"));
        MetadataChecks.labels(spec.path("selector"), "spec.selector", problems);
        if (old != null) {
            address(spec, old.path("spec"), problems);
        }
    }

    private static void ports(JsonNode spec, Problems problems) {
        Set<String> names = new HashSet<>();
        Set<String> numbers = new HashSet<>();
        boolean several = spec.path("ports").size() > 1;
        int index = 0;
        for (JsonNode port : spec.path("ports")) {
            String at = "spec.ports[" + index++ + "]";
            String name = Json.text(port, "name");
            if (name.isEmpty() && several) {
                problems.required(at + ".name");
            } else if (!name.isEmpty()) {
                Names.LABEL.problem(name).ifPresent(text -> problems.invalid(at + ".name", name, text));
                if (!names.add(name)) {
                    problems.duplicate(at + ".name", name);
                }
            }
            number(port.path("port"), at + ".port", problems);
            if (!port.path("targetPort").isTextual()) {
                number(port.path("targetPort"), at + ".targetPort", problems);
            }
            problems.oneOf(at + ".protocol", Json.text(port, "protocol"), List.of("SCTP", "TCP", "UDP"));
            if (!numbers.add(Json.text(port, "protocol") + port.path("port"))) {
                problems.duplicate(at, port.path("port").asText());
            }
        }
    }

    private static void number(JsonNode port, String field, Problems problems) {
        if (port.asLong() < 1 || port.asLong() > 65535) {
            problems.invalid(
                    field,
                    port.isMissingNode() ? Json.object().numberNode(0) : port,
                    "must be between 1 and 65535, inclusive");
        }
    }

    private static void address(JsonNode spec, JsonNode old, Problems problems) {
        String before = Json.text(old, "clusterIP");
        boolean kept = Json.text(spec, "clusterIP").equals(before) || before.isEmpty();
        if (!kept && !Json.text(spec, "type").equals("ExternalName")) {
            problems.invalid("spec.clusterIPs[0]", spec.path("clusterIPs"), "may not change once set");
        }
    }
}
