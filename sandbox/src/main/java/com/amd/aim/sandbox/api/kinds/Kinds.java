package com.amd.aim.sandbox.api.kinds;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The resources that are served now: built-in ones always, custom ones by definition. Readers see each change as a whole. */
public final class Kinds {

    private record Id(String group, String version, String plural) {}

    private final List<ResourceType> builtIn = BuiltInKinds.read();
    private final Map<String, List<ResourceType>> custom = new LinkedHashMap<>();
    private volatile Map<Id, ResourceType> served = index();

    /** The resource at a path's group, version and plural. */
    public Optional<ResourceType> find(String group, String version, String plural) {
        return Optional.ofNullable(served.get(new Id(group, version, plural)));
    }

    /** The built-in resource of this group and plural, in its only version. */
    public ResourceType builtIn(String group, String plural) {
        return builtIn.stream()
                .filter(type -> type.group().equals(group) && type.plural().equals(plural))
                .findFirst()
                .orElseThrow();
    }

    /** The served kind of an API version, as owner references and bodies name it. */
    public Optional<ResourceType> ofKind(String apiVersion, String kind) {
        return served.values().stream()
                .filter(type -> type.kind().equals(kind) && type.apiVersion().equals(apiVersion))
                .findFirst();
    }

    /** A served version for objects kept at {@code storage}. */
    public Optional<ResourceType> ofStorage(String storage) {
        return served.values().stream()
                .filter(type -> type.storage().equals(storage))
                .findFirst();
    }

    /** Everything served, built-in kinds first. */
    public Collection<ResourceType> all() {
        return served.values();
    }

    /** Serves the versions of a definition, in place of those it had. */
    public synchronized void define(String definition, List<ResourceType> versions) {
        custom.put(definition, List.copyOf(versions));
        served = index();
    }

    /** Stops serving a definition's versions. */
    public synchronized void forget(String definition) {
        custom.remove(definition);
        served = index();
    }

    private Map<Id, ResourceType> index() {
        List<ResourceType> all = new ArrayList<>(builtIn);
        custom.values().forEach(all::addAll);
        Map<Id, ResourceType> index = new LinkedHashMap<>();
        all.stream()
                .sorted(Comparator.comparing((ResourceType type) -> type.custom() != null))
                .forEach(type -> index.put(new Id(type.group(), type.version(), type.plural()), type));
        return index;
    }
}
