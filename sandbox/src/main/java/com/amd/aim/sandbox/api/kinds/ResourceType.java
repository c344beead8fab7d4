package com.amd.aim.sandbox.api.kinds;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One kind of object in one API version, and how the server treats it.
 *
 * @param storage where its objects are kept, the same for all versions of a resource
 * @param statusSubresource whether only {@code /status} writes status
 * @param upsert whether a PUT may create
 * @param blindUpdate whether a PUT may leave resourceVersion out
 * @param returnsDeleted whether a DELETE answers with the object instead of a Status
 * @param warning what users of the version are told; null when there is nothing to say
 * @param custom what a custom resource's definition says of this version; null for built-in kinds
 */
public record ResourceType(
        String group,
        String version,
        String plural,
        String singular,
        String kind,
        String listKind,
        boolean namespaced,
        List<String> shortNames,
        List<String> categories,
        Set<String> verbs,
        Set<String> subresources,
        String storage,
        Generation generation,
        boolean statusSubresource,
        boolean upsert,
        boolean blindUpdate,
        boolean returnsDeleted,
        @Nullable String warning,
        @Nullable CustomVersion custom) {

    /** {@code apps/v1}, or {@code v1} for the core group. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** {@code deployments.apps}, as kubectl and messages name a resource. */
    public String qualified() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /** Whether this is the built-in kind kept at {@code storage} ({@code /pods}, {@code apps/deployments}). */
    public boolean is(String builtInStorage) {
        return custom == null && storage.equals(builtInStorage);
    }
}
