package com.amd.aim.sandbox.api.write;

import com.amd.aim.kube.fields.Manager;
import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.store.Key;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who writes what, and how strictly.
 *
 * @param namespace empty for a resource of the whole cluster
 * @param name null when the body names the object
 * @param subresource empty for the object itself
 * @param manager the field manager's name
 * @param dryRun do everything but keep the result
 * @param repeated fields that the body gives more than once
 * @param warnings takes sentences for the user
 */
public record WriteRequest(
        ResourceType type,
        String namespace,
        @Nullable String name,
        String subresource,
        String manager,
        boolean dryRun,
        FieldValidation validation,
        List<String> repeated,
        Consumer<String> warnings) {

    /** What becomes of fields that the schema does not know, or that come more than once. */
    public enum FieldValidation {
        IGNORE,
        WARN,
        STRICT
    }

    /** A write by a part of the server itself. */
    public static WriteRequest internal(ResourceType type, Key key, String subresource, String manager) {
        return new WriteRequest(
                type,
                key.namespace(),
                key.name(),
                subresource,
                manager,
                false,
                FieldValidation.IGNORE,
                List.of(),
                _ -> {});
    }

    /** The object's name; only for a request that has one. */
    public String named() {
        return Objects.requireNonNull(name, "the request names no object");
    }

    public Key key() {
        return new Key(type.storage(), namespace, named());
    }

    Manager managerOf(Manager.Operation operation) {
        return new Manager(manager, operation, type.apiVersion(), subresource);
    }

    WriteRequest withName(String given) {
        return new WriteRequest(type, namespace, given, subresource, manager, dryRun, validation, repeated, warnings);
    }
}
