package com.amd.aim.sandbox.api.rules;

import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Meta;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** The defaults of built-in kinds that depend on other fields. */
final class KindDefaults {

    private KindDefaults() {}

    /** Before the fixed defaults. */
    static void before(String storage, ObjectNode object) {
        switch (storage) {
            case "batch/jobs" -> job(object);
            case "/secrets" -> secret(object);
            case "/services" -> service(object);
            default -> {}
        }
    }

    /** After the fixed defaults. */
    static void after(String storage, ObjectNode object) {
        switch (storage) {
            case "/pods" -> {
                podSpec(object.path("spec"));
                requests(object.path("spec"));
                addresses(object.path("status"), "podIP", "podIPs");
                addresses(object.path("status"), "hostIP", "hostIPs");
            }
            case "apps/deployments" -> {
                podSpec(object.path("spec").path("template").path("spec"));
                strategy(object.path("spec").path("strategy"));
            }
            case "apps/replicasets", "batch/jobs" ->
                podSpec(object.path("spec").path("template").path("spec"));
            case "/namespaces" -> namespace(object);
            case "/nodes" -> node(object.path("status"));
            case "apiextensions.k8s.io/customresourcedefinitions" ->
                names(object.path("spec").path("names"));
            default -> {}
        }
    }

    private static void job(ObjectNode job) {
        if (job.path("spec") instanceof ObjectNode spec) {
            if (!spec.has("completions") && !spec.has("parallelism")) {
                spec.put("completions", 1);
            }
            if (spec.has("backoffLimitPerIndex") && !spec.has("backoffLimit")) {
                spec.put("backoffLimit", Integer.MAX_VALUE);
            }
            if (spec.has("podFailurePolicy") && !spec.has("podReplacementPolicy")) {
                spec.put("podReplacementPolicy", "Failed");
            }
            JsonNode labels = spec.path("template").path("metadata").path("labels");
            if (!labels.isEmpty() && Meta.labels(job).isEmpty()) {
                Meta.of(job).set("labels", labels.deepCopy());
            }
        }
    }

    /** {@code stringData} is only for writing: it goes into {@code data}. */
    private static void secret(ObjectNode secret) {
        if (secret.remove("stringData") instanceof ObjectNode texts) {
            texts.properties()
                    .forEach(entry -> Json.child(secret, "data")
                            .put(
                                    entry.getKey(),
                                    Base64.getEncoder()
                                            .encodeToString(
                                                    entry.getValue().asText().getBytes(StandardCharsets.UTF_8))));
        }
    }

    private static void service(ObjectNode service) {
        if (!(service.path("spec") instanceof ObjectNode spec)) {
            return;
        }
        for (JsonNode port : spec.path("ports")) {
            JsonNode target = port.path("targetPort");
            boolean open =
                    target.isMissingNode() || target.isNull() || target.asText().isEmpty() || target.asInt(-1) == 0;
            if (open && port instanceof ObjectNode entry && port.has("port")) {
                entry.set("targetPort", port.get("port"));
            }
        }
        String type = Json.text(spec, "type");
        if (!type.equals("ExternalName") && !spec.has("internalTrafficPolicy")) {
            spec.put("internalTrafficPolicy", "Cluster");
        }
        if (type.equals("NodePort") || type.equals("LoadBalancer")) {
            spec.putIfAbsent("externalTrafficPolicy", spec.textNode("Cluster"));
        }
        if (type.equals("LoadBalancer")) {
            spec.putIfAbsent("allocateLoadBalancerNodePorts", spec.booleanNode(true));
        }
    }

    private static void podSpec(JsonNode spec) {
        String account = Json.text(spec, "serviceAccountName");
        if (spec instanceof ObjectNode given && !account.isEmpty()) {
            given.put("serviceAccount", account); // the field's old name is kept alike
        }
        spec.path("containers").forEach(KindDefaults::pullPolicy);
        spec.path("initContainers").forEach(KindDefaults::pullPolicy);
        for (JsonNode volume : spec.path("volumes")) {
            if (volume instanceof ObjectNode entry && volume.size() == 1 && volume.has("name")) {
                entry.putObject("emptyDir");
            }
        }
    }

    private static void pullPolicy(JsonNode container) {
        if (container instanceof ObjectNode entry
                && Json.text(container, "imagePullPolicy").isEmpty()) {
            String image = Json.text(container, "image");
            String last = image.substring(image.lastIndexOf('/') + 1);
            boolean pinned = last.contains("@") || (last.contains(":") && !last.endsWith(":latest"));
            entry.put("imagePullPolicy", pinned ? "IfNotPresent" : "Always");
        }
    }

    /** In pods, not in templates of pods: what is limited and not requested is requested. */
    private static void requests(JsonNode spec) {
        for (String list : new String[] {"containers", "initContainers"}) {
            for (JsonNode container : spec.path(list)) {
                if (container.path("resources").path("limits") instanceof ObjectNode limits
                        && container.path("resources") instanceof ObjectNode resources) {
                    ObjectNode requests = Json.child(resources, "requests");
                    limits.properties().forEach(limit -> requests.putIfAbsent(limit.getKey(), limit.getValue()));
                }
            }
        }
    }

    /** The list of addresses beside the first one. */
    private static void addresses(JsonNode status, String one, String all) {
        String address = Json.text(status, one);
        if (status instanceof ObjectNode given
                && !address.isEmpty()
                && given.path(all).isEmpty()) {
            given.putArray(all).addObject().put("ip", address);
        }
    }

    private static void strategy(JsonNode strategy) {
        if (strategy instanceof ObjectNode given && Json.text(given, "type").equals("RollingUpdate")) {
            ObjectNode rolling = Json.child(given, "rollingUpdate");
            rolling.putIfAbsent("maxUnavailable", rolling.textNode("25%"));
            rolling.putIfAbsent("maxSurge", rolling.textNode("25%"));
        }
    }

    private static void namespace(ObjectNode namespace) {
        String name = Meta.name(namespace);
        if (!name.isEmpty()) {
            Json.child(Meta.of(namespace), "labels").put("kubernetes.io/metadata.name", name);
        }
        if (Json.text(namespace, "status", "phase").isEmpty()) {
            Json.child(namespace, "status").put("phase", "Active");
        }
    }

    private static void node(JsonNode status) {
        if (status instanceof ObjectNode given && given.has("capacity")) {
            given.putIfAbsent("allocatable", given.get("capacity").deepCopy());
        }
    }

    private static void names(JsonNode names) {
        if (names instanceof ObjectNode given) {
            String kind = Json.text(given, "kind");
            given.putIfAbsent("singular", given.textNode(kind.toLowerCase(Locale.ROOT)));
            given.putIfAbsent("listKind", given.textNode(kind + "List"));
        }
    }
}
