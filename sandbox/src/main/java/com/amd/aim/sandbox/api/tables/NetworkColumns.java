package com.amd.aim.sandbox.api.tables;

import com.amd.aim.sandbox.api.model.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The columns of services and what stands behind them. */
final class NetworkColumns {

    /** So many addresses are shown of endpoints. */
    private static final int SHOWN = 3;

    private NetworkColumns() {}

    static List<Column> services() {
        return List.of(
                Columns.name(),
                Columns.at("Type", "spec", "type"),
                Columns.at("Cluster-IP", "spec", "clusterIP"),
                Columns.text("External-IP", NetworkColumns::external),
                Columns.text("Port(s)", NetworkColumns::ports),
                Columns.age(),
                Columns.wide(
                        "Selector",
                        service -> Columns.labels(service.path("spec").path("selector"))));
    }

    private static String external(ObjectNode service) {
        return switch (Json.text(service, "spec", "type")) {
            case "ExternalName" -> Json.text(service, "spec", "externalName");
            case "LoadBalancer" -> {
                String given = Json.items(service, "status", "loadBalancer", "ingress").stream()
                        .map(ingress -> Json.text(ingress, "ip") + Json.text(ingress, "hostname"))
                        .collect(Collectors.joining(","));
                yield given.isEmpty() ? "<pending>" : given;
            }
            default ->
                Columns.orNone(Json.items(service, "spec", "externalIPs").stream()
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(",")));
        };
    }

    private static String ports(ObjectNode service) {
        return Columns.orNone(Json.items(service, "spec", "ports").stream()
                .map(port -> {
                    long node = Json.number(port, 0, "nodePort");
                    return port.path("port").asText() + (node > 0 ? ":" + node : "") + "/"
                            + Json.text(port, "protocol");
                })
                .collect(Collectors.joining(",")));
    }

    static List<Column> endpoints() {
        return List.of(Columns.name(), Columns.text("Endpoints", NetworkColumns::subsets), Columns.age());
    }

    private static String subsets(ObjectNode endpoints) {
        List<String> all = new ArrayList<>();
        for (JsonNode subset : Json.items(endpoints, "subsets")) {
            for (JsonNode port : Json.items(subset, "ports")) {
                Json.items(subset, "addresses")
                        .forEach(address -> all.add(Json.text(address, "ip") + ":"
                                + port.path("port").asText()));
            }
        }
        return some(all);
    }

    static List<Column> slices() {
        return List.of(
                Columns.name(),
                Columns.at("AddressType", "addressType"),
                Columns.text(
                        "Ports",
                        slice -> some(Json.items(slice, "ports").stream()
                                .map(port -> port.path("port").asText())
                                .toList())),
                Columns.text(
                        "Endpoints",
                        slice -> some(Json.items(slice, "endpoints").stream()
                                .map(endpoint ->
                                        endpoint.path("addresses").path(0).asText())
                                .toList())),
                Columns.age());
    }

    private static String some(List<String> all) {
        if (all.isEmpty()) {
            return Columns.NONE;
        }
        String shown = all.stream().limit(SHOWN).collect(Collectors.joining(","));
        return all.size() > SHOWN ? shown + " + " + (all.size() - SHOWN) + " more..." : shown;
    }
}
