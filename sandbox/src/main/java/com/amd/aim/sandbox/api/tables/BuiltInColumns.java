package com.amd.aim.sandbox.api.tables;

import java.util.List;
import java.util.Map;

/** The columns of the built-in kinds, by where they are kept. */
final class BuiltInColumns {

    private static final String RBAC = "rbac.authorization.k8s.io/";

    private static final Map<String, List<Column>> COLUMNS = Map.ofEntries(
            Map.entry("/pods", PodColumns.columns()),
            Map.entry("/services", NetworkColumns.services()),
            Map.entry("/endpoints", NetworkColumns.endpoints()),
            Map.entry("/nodes", ClusterColumns.nodes()),
            Map.entry("/namespaces", ClusterColumns.namespaces()),
            Map.entry("/events", ClusterColumns.events()),
            Map.entry("/configmaps", ClusterColumns.configMaps()),
            Map.entry("/secrets", ClusterColumns.secrets()),
            Map.entry("/serviceaccounts", List.of(Columns.name(), Columns.age())),
            Map.entry("/persistentvolumeclaims", StorageColumns.claims()),
            Map.entry("/persistentvolumes", StorageColumns.volumes()),
            Map.entry("storage.k8s.io/storageclasses", StorageColumns.classes()),
            Map.entry("apps/deployments", WorkloadColumns.deployments()),
            Map.entry("apps/replicasets", WorkloadColumns.replicaSets()),
            Map.entry("batch/jobs", WorkloadColumns.jobs()),
            Map.entry("coordination.k8s.io/leases", ClusterColumns.leases()),
            Map.entry("discovery.k8s.io/endpointslices", NetworkColumns.slices()),
            Map.entry("policy/poddisruptionbudgets", ClusterColumns.budgets()),
            Map.entry(RBAC + "rolebindings", ClusterColumns.bindings()),
            Map.entry(RBAC + "clusterrolebindings", ClusterColumns.bindings()));

    private BuiltInColumns() {}

    static List<Column> of(String storage) {
        return COLUMNS.getOrDefault(storage, Columns.plain());
    }
}
