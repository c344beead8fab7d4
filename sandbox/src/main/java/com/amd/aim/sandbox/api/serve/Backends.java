package com.amd.aim.sandbox.api.serve;

import com.amd.aim.sandbox.api.model.ApiFailure;
import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Meta;
import com.amd.aim.sandbox.api.store.Key;
import com.amd.aim.sandbox.api.store.Store;
import com.amd.aim.sandbox.api.store.Stored;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Where the pods and services listen that the proxy is asked for, as {@code [http:]name[:port]}. */
final class Backends {

    private final Store store;

    Backends(Store store) {
        this.store = store;
    }

    /** The parts of {@code [scheme:]name[:port]}. */
    private record Place(String name, String port) {

        static Place of(String text) {
            String[] parts = text.split(":", -1);
            return switch (parts.length) {
                case 1 -> new Place(text, "");
                case 2 -> new Place(parts[0], parts[1]);
                case 3 -> {
                    if (!parts[0].isEmpty() && !parts[0].equals("http")) {
                        throw ApiFailure.notImplemented(
                                "The sandbox's proxy speaks http only, not \"" + parts[0] + "\".");
                    }
                    yield new Place(parts[1], parts[2]);
                }
                default -> throw ApiFailure.badRequest("invalid service request \"" + text + "\"");
            };
        }
    }

    /** A ready endpoint of a service. */
    InetSocketAddress ofService(String namespace, String text) {
        Place place = Place.of(text);
        ObjectNode service = find("services", namespace, place.name());
        String port = portName(service, place);
        List<InetSocketAddress> ready = new ArrayList<>();
        for (Stored slice :
                store.list("discovery.k8s.io/endpointslices", namespace).objects()) {
            if (place.name().equals(Meta.labels(slice.tree()).get("kubernetes.io/service-name"))) {
                collect(slice.tree(), port, ready);
            }
        }
        if (ready.isEmpty()) {
            throw ApiFailure.of(
                    503, "ServiceUnavailable", "no endpoints available for service \"" + place.name() + "\"");
        }
        return ready.get(ThreadLocalRandom.current().nextInt(ready.size()));
    }

    /** Slices name their ports: a number is that of the service, and stands for its port's name. */
    private static String portName(ObjectNode service, Place place) {
        for (JsonNode port : service.path("spec").path("ports")) {
            if (!place.port().isEmpty() && port.path("port").asText().equals(place.port())) {
                return Json.text(port, "name");
            }
        }
        if (!place.port().isEmpty() && place.port().chars().allMatch(Character::isDigit)) {
            throw ApiFailure.of(
                    503,
                    "ServiceUnavailable",
                    "no service port " + place.port() + " found for service \"" + place.name() + "\"");
        }
        return place.port();
    }

    private static void collect(ObjectNode slice, String portName, List<InetSocketAddress> into) {
        for (JsonNode port : slice.path("ports")) {
            if (!Json.text(port, "name").equals(portName)) {
                continue;
            }
            for (JsonNode endpoint : slice.path("endpoints")) {
                boolean ready = endpoint.path("conditions").path("ready").asBoolean(true);
                JsonNode address = endpoint.path("addresses").path(0);
                if (ready && address.isTextual()) {
                    into.add(new InetSocketAddress(
                            address.asText(), port.path("port").asInt()));
                }
            }
        }
    }

    /** A pod's address and the port asked for, or its first one. */
    InetSocketAddress ofPod(String namespace, String text) {
        Place place = Place.of(text);
        ObjectNode pod = find("pods", namespace, place.name());
        String address = Json.text(pod, "status", "podIP");
        if (address.isEmpty()) {
            throw ApiFailure.of(503, "ServiceUnavailable", "pod \"" + place.name() + "\" has no address yet");
        }
        int port = 80;
        if (!place.port().isEmpty()) {
            port = number(place.port());
        } else {
            JsonNode first =
                    pod.path("spec").path("containers").path(0).path("ports").path(0);
            port = first.path("containerPort").asInt(port);
        }
        return new InetSocketAddress(address, port);
    }

    private static int number(String port) {
        try {
            return Integer.parseInt(port);
        } catch (NumberFormatException noNumber) {
            throw ApiFailure.badRequest("invalid pod port \"" + port + "\"");
        }
    }

    private ObjectNode find(String plural, String namespace, String name) {
        return store.get(new Key("/" + plural, namespace, name))
                .orElseThrow(() -> ApiFailure.notFound("", plural, name))
                .tree();
    }
}
