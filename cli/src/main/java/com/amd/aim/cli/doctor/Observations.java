package com.amd.aim.cli.doctor;

import com.amd.aim.operator.plan.StorageKind;
import com.amd.aim.operator.view.NodeView;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What was seen of a cluster.
 *
 * @param now when
 * @param version of Kubernetes, as v1.34.0
 * @param definitions all CustomResourceDefinitions of our group
 * @param operators Deployments with the chart's labels
 * @param operatorNamespace where a lease is looked for when there is no Deployment
 * @param leases those by which an operator would lead
 * @param rights what the operator may not do
 * @param groups API groups that the cluster serves
 */
record Observations(
        Instant now,
        String version,
        Seen<List<CustomResourceDefinition>> definitions,
        Seen<List<Deployment>> operators,
        String operatorNamespace,
        Seen<List<Lease>> leases,
        Seen<Rights> rights,
        Seen<List<NodeView>> nodes,
        Seen<List<StorageKind>> storage,
        Seen<Set<String>> groups) {

    /**
     * Whose rights were asked for, and what is missing.
     *
     * @param whose in words
     * @param subject a user as Kubernetes names it; empty for oneself
     * @param missing as {@code list nodes}
     */
    record Rights(String whose, String subject, List<String> missing) {}
}
