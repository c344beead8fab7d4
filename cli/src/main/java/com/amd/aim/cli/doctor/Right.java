package com.amd.aim.cli.doctor;

import java.util.List;

/**
 * Something that the operator does, and so has to be allowed to.
 *
 * @param where in which namespaces
 * @param group API group; empty for the core's
 * @param resource plural, with the subresource behind a slash
 */
record Right(Where where, String group, String resource, List<String> verbs) {
    private static final String OURS = "aim.amd.com";
    private static final List<String> READ = List.of("list", "watch");
    private static final List<String> APPLY = List.of("get", "list", "watch", "create", "patch");

    /** Where something is done. */
    enum Where {
        /** In every namespace that is served. */
        SERVED,
        /** Not in a namespace. */
        CLUSTER,
        /** In the operator's own namespace. */
        OWN
    }

    /** All that the chart grants. */
    static final List<Right> ALL = List.of(
            new Right(Where.SERVED, OURS, "aimservices", List.of("get", "list", "watch")),
            new Right(Where.SERVED, OURS, "aimrecipes", READ),
            new Right(Where.SERVED, OURS, "aimmodelcaches", List.of("list", "watch", "create", "patch")),
            new Right(Where.SERVED, OURS, "aimservices/status", List.of("patch")),
            new Right(Where.SERVED, OURS, "aimrecipes/status", List.of("patch")),
            new Right(Where.SERVED, OURS, "aimmodelcaches/status", List.of("patch")),
            new Right(Where.SERVED, "apps", "deployments", APPLY),
            new Right(Where.SERVED, "", "services", APPLY),
            new Right(
                    Where.SERVED,
                    "",
                    "persistentvolumeclaims",
                    List.of("get", "list", "watch", "create", "patch", "delete")),
            new Right(Where.SERVED, "batch", "jobs", List.of("list", "watch", "create", "delete")),
            new Right(Where.SERVED, "", "pods", READ),
            new Right(Where.SERVED, "events.k8s.io", "events", List.of("create")),
            new Right(Where.SERVED, "", "events", List.of("list")),
            new Right(Where.CLUSTER, "", "nodes", READ),
            new Right(Where.CLUSTER, "storage.k8s.io", "storageclasses", READ),
            new Right(Where.OWN, "coordination.k8s.io", "leases", List.of("get", "create", "patch")));

    /** As {@code kubectl auth can-i} takes it. */
    String named(String verb) {
        int slash = resource.indexOf('/');
        String grouped = group.isEmpty()
                ? resource
                : slash < 0
                        ? resource + "." + group
                        : resource.substring(0, slash) + "." + group + resource.substring(slash);
        return verb + " " + grouped;
    }
}
