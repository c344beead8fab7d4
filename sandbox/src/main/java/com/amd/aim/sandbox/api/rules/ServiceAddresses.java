package com.amd.aim.sandbox.api.rules;

import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Gives services their addresses, from 10.96.0.0/16, and node ports, from 30000. Each is given once until all were given. */
final class ServiceAddresses {

    private static final int FIRST_ADDRESS = 11;
    private static final int FIRST_PORT = 30_000;
    private static final int PORTS = 2_768;
    private static final List<String> ALLOCATED = List.of("clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy");

    private final Store store;
    private final AtomicInteger addresses = new AtomicInteger(FIRST_ADDRESS);
    private final AtomicInteger ports = new AtomicInteger();

    ServiceAddresses(Store store) {
        this.store = store;
    }

    void admit(ObjectNode service, @Nullable ObjectNode old) {
        ObjectNode spec = Json.child(service, "spec");
        if (old == null) {
            service.putObject("status").putObject("loadBalancer");
        } else if (!Json.text(old, "spec", "clusterIP").isEmpty()) {
            keep(spec, old.path("spec"));
        }
        if (Json.text(spec, "type").equals("ExternalName")) {
            return;
        }
        if (Json.text(spec, "clusterIP").isEmpty()) {
            spec.put("clusterIP", free());
        }
        if (Json.items(spec, "clusterIPs").isEmpty()) {
            spec.putArray("clusterIPs").add(Json.text(spec, "clusterIP"));
        }
        if (Json.items(spec, "ipFamilies").isEmpty()) {
            spec.putArray("ipFamilies").add("IPv4");
        }
        spec.putIfAbsent("ipFamilyPolicy", spec.textNode("SingleStack"));
        nodePorts(spec);
    }

    /** An update that leaves out what was given keeps it. */
    private static void keep(ObjectNode spec, JsonNode old) {
        if (Json.text(spec, "type").equals("ExternalName")) {
            spec.remove(ALLOCATED);
            return;
        }
        ALLOCATED.stream()
                .filter(field -> Json.at(spec, field) == null && old.has(field))
                .forEach(field -> spec.set(field, old.get(field)));
    }

    private void nodePorts(ObjectNode spec) {
        String type = Json.text(spec, "type");
        if (!type.equals("NodePort") && !type.equals("LoadBalancer")) {
            return;
        }
        for (JsonNode port : spec.path("ports")) {
            if (port instanceof ObjectNode entry && Json.number(port, 0, "nodePort") == 0) {
                entry.put("nodePort", freePort());
            }
        }
    }

    private int freePort() {
        Set<Long> taken = store.list("/services", null).objects().stream()
                .flatMap(service -> Json.items(service.tree(), "spec", "ports").stream())
                .map(port -> Json.number(port, 0, "nodePort"))
                .collect(Collectors.toSet());
        return IntStream.generate(() -> FIRST_PORT + ports.getAndIncrement() % PORTS)
                .limit(PORTS)
                .filter(port -> !taken.contains((long) port))
                .findFirst()
                .orElse(FIRST_PORT);
    }

    private String free() {
        while (true) {
            int number = addresses.getAndIncrement() & 0xffff;
            String address = "10.96." + (number >> 8) + "." + (number & 0xff);
            if (number >= FIRST_ADDRESS && number < 0xffff && !isTaken(address)) {
                return address;
            }
        }
    }

    private boolean isTaken(String address) {
        return store.list("/services", null).objects().stream()
                .anyMatch(service ->
                        Json.text(service.tree(), "spec", "clusterIP").equals(address));
    }
}
