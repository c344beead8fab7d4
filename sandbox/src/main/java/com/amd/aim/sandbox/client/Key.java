package com.amd.aim.sandbox.client;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Objects;

/** Names an object of a kind that is known from elsewhere; the namespace is empty for what lives in none. */
public record Key(String namespace, String name) {

    /** The key of an object read from the API. */
    public static Key of(HasMetadata object) {
        return new Key(
                Objects.requireNonNullElse(object.getMetadata().getNamespace(), ""),
                object.getMetadata().getName());
    }

    /** As informers spell it: {@code namespace/name}, or the name alone. */
    @Override
    public String toString() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }
}
