package com.amd.aim.sandbox.api.discovery;

import com.amd.aim.sandbox.api.kinds.Kinds;
import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.model.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The lists of groups, versions and resources, plain and aggregated. */
public final class Discovery {

    private static final List<String> CUSTOM_VERBS =
            List.of("delete", "deletecollection", "get", "list", "patch", "create", "update", "watch");

    private final Kinds kinds;

    public Discovery(Kinds kinds) {
        this.kinds = kinds;
    }

    /** {@code /api}. */
    public ObjectNode coreVersions(String address) {
        ObjectNode versions = Json.object().put("kind", "APIVersions");
        versions.putArray("versions").add("v1");
        versions.putArray("serverAddressByClientCIDRs")
                .addObject()
                .put("clientCIDR", "0.0.0.0/0")
                .put("serverAddress", address);
        return versions;
    }

    /** {@code /apis}. */
    public ObjectNode groups() {
        ObjectNode list = Json.object().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode groups = list.putArray("groups");
        byGroup().forEach((name, versions) -> {
            if (!name.isEmpty()) {
                groups.add(describe(Json.object(), name, versions.keySet()));
            }
        });
        return list;
    }

    /** {@code /apis/group}; empty for a group that is not served. */
    public Optional<ObjectNode> group(String name) {
        return Optional.ofNullable(byGroup().get(name))
                .map(versions -> describe(
                        Json.object().put("kind", "APIGroup").put("apiVersion", "v1"), name, versions.keySet()));
    }

    private static ObjectNode describe(ObjectNode group, String name, Collection<String> versions) {
        group.put("name", name);
        ArrayNode list = group.putArray("versions");
        versions.forEach(version -> list.add(groupVersion(name, version)));
        group.set("preferredVersion", groupVersion(name, versions.iterator().next()));
        return group;
    }

    private static ObjectNode groupVersion(String group, String version) {
        return Json.object().put("groupVersion", group + "/" + version).put("version", version);
    }

    /** {@code /api/v1} or {@code /apis/group/version}; empty for a version that is not served. */
    public Optional<ObjectNode> resources(String group, String version) {
        List<ResourceType> types = byGroup().getOrDefault(group, Map.of()).getOrDefault(version, List.of());
        if (types.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode list = Json.object()
                .put("kind", "APIResourceList")
                .put("apiVersion", "v1")
                .put("groupVersion", types.getFirst().apiVersion());
        ArrayNode resources = list.putArray("resources");
        for (ResourceType type : types) {
            resources.add(resource(type));
            new TreeSet<>(type.subresources())
                    .forEach(sub -> resources.add(Subresource.of(type, sub).plain(type)));
        }
        return Optional.of(list);
    }

    private static ObjectNode resource(ResourceType type) {
        ObjectNode resource = Json.object()
                .put("name", type.plural())
                .put("singularName", type.singular())
                .put("namespaced", type.namespaced())
                .put("kind", type.kind());
        addNames(resource, "verbs", verbs(type));
        addNames(resource, "shortNames", type.shortNames());
        addNames(resource, "categories", type.categories());
        return resource;
    }

    /** In the order of the server's two parts. */
    private static Collection<String> verbs(ResourceType type) {
        return type.custom() == null ? new TreeSet<>(type.verbs()) : CUSTOM_VERBS;
    }

    /** Whether the group is there by definitions alone. */
    public boolean isCustom(String group) {
        return kinds.all().stream().filter(type -> type.group().equals(group)).allMatch(type -> type.custom() != null);
    }

    static void addNames(ObjectNode to, String field, Collection<String> names) {
        if (!names.isEmpty()) {
            ArrayNode list = to.putArray(field);
            names.forEach(list::add);
        }
    }

    /** {@code /api} or {@code /apis} with everything in it, as {@code apidiscovery.k8s.io/v2}. */
    public ObjectNode aggregated(boolean core) {
        ObjectNode list =
                Json.object().put("kind", "APIGroupDiscoveryList").put("apiVersion", "apidiscovery.k8s.io/v2");
        list.putObject("metadata");
        ArrayNode groups = list.putArray("items");
        byGroup().forEach((name, versions) -> {
            if (name.isEmpty() == core) {
                groups.add(aggregated(name, versions));
            }
        });
        return list;
    }

    private static ObjectNode aggregated(String group, Map<String, List<ResourceType>> versions) {
        ObjectNode item = Json.object();
        ObjectNode metadata = item.putObject("metadata");
        if (!group.isEmpty()) {
            metadata.put("name", group);
        }
        ArrayNode list = item.putArray("versions");
        versions.forEach((version, types) -> {
            ObjectNode entry = list.addObject().put("version", version);
            ArrayNode resources = entry.putArray("resources");
            types.forEach(type -> resources.add(aggregated(type)));
            entry.put("freshness", "Current");
        });
        return item;
    }

    private static ObjectNode aggregated(ResourceType type) {
        ObjectNode resource = Json.object().put("resource", type.plural());
        resource.set("responseKind", Subresource.kind(type.group(), type.version(), type.kind()));
        resource.put("scope", type.namespaced() ? "Namespaced" : "Cluster").put("singularResource", type.singular());
        addNames(resource, "verbs", verbs(type));
        addNames(resource, "shortNames", type.shortNames());
        addNames(resource, "categories", type.categories());
        if (!type.subresources().isEmpty()) {
            ArrayNode list = resource.putArray("subresources");
            new TreeSet<>(type.subresources())
                    .forEach(sub -> list.add(Subresource.of(type, sub).aggregated()));
        }
        return resource;
    }

    /** Groups in the order of the table, versions as they were defined, resources by name. */
    private Map<String, Map<String, List<ResourceType>>> byGroup() {
        Map<String, Map<String, List<ResourceType>>> groups = new LinkedHashMap<>();
        kinds.all().stream()
                .sorted(Comparator.comparing(ResourceType::plural))
                .forEach(type -> groups.computeIfAbsent(type.group(), _ -> new LinkedHashMap<>())
                        .computeIfAbsent(type.version(), _ -> new java.util.ArrayList<>())
                        .add(type));
        return groups;
    }
}
