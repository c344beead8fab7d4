package com.amd.aim.sandbox.api.tables;

import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Meta;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The columns of nodes, namespaces, events and other objects that tell about the cluster. */
final class ClusterColumns {

    private static final String ROLE = "node-role.kubernetes.io/";
    private static final String UNKNOWN = "<unknown>";

    private ClusterColumns() {}

    static List<Column> nodes() {
        return List.of(
                Columns.name(),
                Columns.text("Status", ClusterColumns::nodeStatus),
                Columns.text("Roles", ClusterColumns::roles),
                Columns.age(),
                Columns.text("Version", node -> Json.text(node, "status", "nodeInfo", "kubeletVersion")),
                Columns.wide("Internal-IP", node -> address(node, "InternalIP")),
                Columns.wide("External-IP", node -> address(node, "ExternalIP")),
                Columns.wide("OS-Image", node -> nodeInfo(node, "osImage")),
                Columns.wide("Kernel-Version", node -> nodeInfo(node, "kernelVersion")),
                Columns.wide("Container-Runtime", node -> nodeInfo(node, "containerRuntimeVersion")));
    }

    private static String nodeStatus(ObjectNode node) {
        String ready = Json.items(node, "status", "conditions").stream()
                .filter(condition -> Json.text(condition, "type").equals("Ready"))
                .map(condition -> Json.text(condition, "status").equals("True") ? "Ready" : "NotReady")
                .findFirst()
                .orElse("Unknown");
        return node.path("spec").path("unschedulable").asBoolean() ? ready + ",SchedulingDisabled" : ready;
    }

    private static String roles(ObjectNode node) {
        return Columns.orNone(Meta.labels(node).keySet().stream()
                .filter(label -> label.startsWith(ROLE))
                .map(label -> label.substring(ROLE.length()))
                .sorted()
                .collect(Collectors.joining(",")));
    }

    private static String address(ObjectNode node, String type) {
        return Json.items(node, "status", "addresses").stream()
                .filter(address -> Json.text(address, "type").equals(type))
                .map(address -> Json.text(address, "address"))
                .findFirst()
                .orElse(Columns.NONE);
    }

    private static String nodeInfo(ObjectNode node, String field) {
        String text = Json.text(node, "status", "nodeInfo", field);
        return text.isEmpty() ? UNKNOWN : text;
    }

    static List<Column> namespaces() {
        return List.of(
                Columns.name(), Columns.text("Status", object -> Json.text(object, "status", "phase")), Columns.age());
    }

    static List<Column> events() {
        return List.of(
                Columns.timed("Last Seen", 0, ClusterColumns::lastSeen),
                Columns.text("Type", event -> Json.text(event, "type")),
                Columns.text("Reason", event -> Json.text(event, "reason")),
                Columns.text("Object", ClusterColumns::object),
                Columns.wide("Subobject", event -> Json.text(involved(event), "fieldPath")),
                Columns.wide("Source", ClusterColumns::source),
                Columns.text("Message", event -> first(event, "message", "note").strip()),
                Columns.timed("First Seen", 1, ClusterColumns::firstSeen),
                Columns.count("Count", 1, ClusterColumns::count),
                Columns.wide("Name", Meta::name));
    }

    private static JsonNode involved(ObjectNode event) {
        return event.has("involvedObject") ? event.path("involvedObject") : event.path("regarding");
    }

    private static String object(ObjectNode event) {
        JsonNode involved = involved(event);
        String kind = Json.text(involved, "kind").toLowerCase(Locale.ROOT);
        String name = Json.text(involved, "name");
        return name.isEmpty() ? kind : kind + "/" + name;
    }

    private static String source(ObjectNode event) {
        String component = Json.text(event, "source", "component");
        String host = Json.text(event, "source", "host");
        String given = component.isEmpty() ? first(event, "reportingComponent", "reportingController") : component;
        return host.isEmpty() ? given : given + ", " + host;
    }

    private static String firstSeen(ObjectNode event, Instant now) {
        String first = first(event, "firstTimestamp", "deprecatedFirstTimestamp");
        return Ages.since(first.isEmpty() ? Json.text(event, "eventTime") : first, now);
    }

    private static String lastSeen(ObjectNode event, Instant now) {
        String observed = Json.text(event, "series", "lastObservedTime");
        String last = observed.isEmpty() ? first(event, "lastTimestamp", "deprecatedLastTimestamp") : observed;
        return last.isEmpty() ? firstSeen(event, now) : Ages.since(last, now);
    }

    private static long count(ObjectNode event) {
        long series = Json.number(event, 0, "series", "count");
        long count = Math.max(Json.number(event, 0, "count"), Json.number(event, 0, "deprecatedCount"));
        return Math.max(1, Math.max(series, count));
    }

    private static String first(ObjectNode event, String field, String other) {
        String text = Json.text(event, field);
        return text.isEmpty() ? Json.text(event, other) : text;
    }

    static List<Column> configMaps() {
        return List.of(Columns.name(), Columns.count("Data", 0, ClusterColumns::entries), Columns.age());
    }

    static List<Column> secrets() {
        return List.of(
                Columns.name(),
                Columns.text("Type", secret -> Json.text(secret, "type")),
                Columns.count("Data", 0, ClusterColumns::entries),
                Columns.age());
    }

    private static long entries(ObjectNode object) {
        return object.path("data").size() + (long) object.path("binaryData").size();
    }

    static List<Column> leases() {
        return List.of(
                Columns.name(),
                Columns.text("Holder", lease -> Json.text(lease, "spec", "holderIdentity")),
                Columns.age());
    }

    static List<Column> bindings() {
        return List.of(
                Columns.name(),
                Columns.text(
                        "Role",
                        binding -> Json.text(binding, "roleRef", "kind") + "/" + Json.text(binding, "roleRef", "name")),
                Columns.age(),
                Columns.wide("Users", binding -> subjects(binding, "User")),
                Columns.wide("Groups", binding -> subjects(binding, "Group")),
                Columns.wide("ServiceAccounts", binding -> subjects(binding, "ServiceAccount")));
    }

    private static String subjects(ObjectNode binding, String kind) {
        return Json.items(binding, "subjects").stream()
                .filter(subject -> kind.equals(Json.text(subject, "kind")))
                .map(subject -> kind.equals("ServiceAccount")
                        ? Json.text(subject, "namespace") + "/" + Json.text(subject, "name")
                        : Json.text(subject, "name"))
                .collect(Collectors.joining(", "));
    }

    static List<Column> budgets() {
        return List.of(
                Columns.name(),
                Columns.text("Min Available", budget -> amount(budget, "minAvailable")),
                Columns.text("Max Unavailable", budget -> amount(budget, "maxUnavailable")),
                Columns.number("Allowed Disruptions", "status", "disruptionsAllowed"),
                Columns.age());
    }

    private static String amount(ObjectNode budget, String field) {
        JsonNode given = budget.path("spec").path(field);
        return given.isMissingNode() ? "N/A" : given.asText();
    }
}
