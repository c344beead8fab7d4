package com.amd.aim.sandbox.api.store;

/**
 * Where an object is kept.
 *
 * @param storage which resource, as {@code group/plural}, the same for all its versions
 * @param namespace empty for an object of the whole cluster
 */
public record Key(String storage, String namespace, String name) {

    /** Orders the objects of one resource as an API server lists them: byte by byte of {@code namespace/name}. */
    String path() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }
}
