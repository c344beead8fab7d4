package com.amd.aim.sandbox.api.discovery;

import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.model.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** How a subresource is listed. */
record Subresource(String resource, String name, String group, String version, String kind, List<String> verbs) {

    static Subresource of(ResourceType type, String name) {
        return switch (name) {
            case "scale" -> new Subresource(type.plural(), name, "autoscaling", "v1", "Scale", writable());
            case "binding" -> new Subresource(type.plural(), name, "", "v1", "Binding", List.of("create"));
            case "eviction" -> new Subresource(type.plural(), name, "policy", "v1", "Eviction", List.of("create"));
            case "log" -> new Subresource(type.plural(), name, "", "", "Pod", List.of("get"));
            case "finalize" -> own(type, name, List.of("update"));
            case "attach", "exec", "portforward" ->
                new Subresource(type.plural(), name, "", "v1", optionsOf(name), List.of("create", "get"));
            case "proxy" ->
                new Subresource(
                        type.plural(),
                        name,
                        "",
                        "v1",
                        type.kind() + "ProxyOptions",
                        List.of("create", "delete", "get", "patch", "update"));
            default -> own(type, name, writable());
        };
    }

    private static Subresource own(ResourceType type, String name, List<String> verbs) {
        return new Subresource(type.plural(), name, type.group(), type.version(), type.kind(), verbs);
    }

    private static List<String> writable() {
        return List.of("get", "patch", "update");
    }

    private static String optionsOf(String name) {
        return switch (name) {
            case "attach" -> "PodAttachOptions";
            case "exec" -> "PodExecOptions";
            default -> "PodPortForwardOptions";
        };
    }

    ObjectNode plain(ResourceType type) {
        ObjectNode entry = Json.object()
                .put("name", resource + "/" + name)
                .put("singularName", "")
                .put("namespaced", type.namespaced());
        if (!group.isEmpty() && !group.equals(type.group())) {
            entry.put("group", group).put("version", version);
        }
        entry.put("kind", kind);
        Discovery.addNames(entry, "verbs", verbs);
        return entry;
    }

    ObjectNode aggregated() {
        ObjectNode entry = Json.object().put("subresource", name);
        entry.set("responseKind", kind(group, version, kind));
        Discovery.addNames(entry, "verbs", verbs);
        return entry;
    }

    /** As the aggregated form names kinds: those of the core without their version. */
    static ObjectNode kind(String group, String version, String kind) {
        return Json.object()
                .put("group", group)
                .put("version", group.isEmpty() ? "" : version)
                .put("kind", kind);
    }
}
