package com.amd.aim.engine.backend;

import java.util.List;
import java.util.Optional;

/** The serving engines that can be started. */
public final class Backends {
    private static final List<Backend> ALL = List.of(new VllmBackend(), new SglangBackend());

    private Backends() {}

    /** The engine of that name. */
    public static Optional<Backend> byName(String name) {
        return ALL.stream().filter(backend -> backend.name().equals(name)).findFirst();
    }

    /** Their names, in the order in which they are preferred. */
    public static List<String> names() {
        return ALL.stream().map(Backend::name).toList();
    }
}
