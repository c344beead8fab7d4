package com.amd.aim.sandbox.api.serve;

import com.amd.aim.sandbox.api.kinds.Kinds;
import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.store.Key;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a resource path names.
 *
 * @param namespace null in a path that names none
 * @param name null for a collection
 * @param subresource null for the object itself
 * @param tail what follows the subresource, for the proxy
 */
record Target(
        ResourceType type,
        @Nullable String namespace,
        @Nullable String name,
        @Nullable String subresource,
        List<String> tail) {

    /** Reads {@code /api/v1/…} and {@code /apis/group/version/…}; empty when the path names no resource that is served. */
    static Optional<Target> of(List<String> path, Kinds kinds) {
        boolean core = !path.isEmpty() && path.getFirst().equals("api");
        int prefix = core ? 2 : 3;
        if (path.size() <= prefix) {
            return Optional.empty();
        }
        String group = core ? "" : path.get(1);
        String version = path.get(prefix - 1);
        List<String> rest = path.subList(prefix, path.size());
        boolean inNamespace =
                rest.getFirst().equals("namespaces") && rest.size() > 2 && !isOfNamespace(core, rest.get(2));
        String namespace = inNamespace ? rest.get(1) : null;
        List<String> own = inNamespace ? rest.subList(2, rest.size()) : rest;
        return kinds.find(group, version, own.getFirst())
                .filter(type -> namespace == null || type.namespaced())
                .filter(type -> own.size() < 2 || namespace != null || !type.namespaced())
                .map(type -> of(type, namespace, own));
    }

    private static boolean isOfNamespace(boolean core, String part) {
        return core && (part.equals("status") || part.equals("finalize"));
    }

    private static Target of(ResourceType type, @Nullable String namespace, List<String> own) {
        return new Target(
                type,
                namespace,
                own.size() > 1 ? own.get(1) : null,
                own.size() > 2 ? own.get(2) : null,
                own.size() > 3 ? own.subList(3, own.size()) : List.of());
    }

    /** The collection that the object is of. */
    Target collection() {
        return new Target(type, namespace, null, null, List.of());
    }

    /** The object's name; only for a path that has one. */
    String named() {
        return java.util.Objects.requireNonNull(name, "the path names no object");
    }

    /** Where the object is kept. */
    Key key() {
        return keyOf(named());
    }

    Key keyOf(String objectName) {
        return new Key(type.storage(), namespace == null ? "" : namespace, objectName);
    }

    /** {@code pods/status}, as the request log and RBAC name it. */
    String resource() {
        return subresource == null ? type.qualified() : type.qualified() + "/" + subresource;
    }
}
