package com.amd.aim.cli.doctor;

import com.amd.aim.cli.demo.Manifests;
import com.amd.aim.operator.plan.StorageKind;
import com.amd.aim.operator.view.NodeView;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.TaintBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A cluster in which all is well, until a test says otherwise. */
final class World {
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    String version = "v1.34.0";
    Seen<List<CustomResourceDefinition>> definitions = new Seen.Known<>(established());
    Seen<List<Deployment>> operators = new Seen.Known<>(List.of(operator(3, 3)));
    Seen<List<Lease>> leases = new Seen.Known<>(List.of(lease("pod-1", "2025-12-31T23:59:55Z")));
    Seen<Observations.Rights> rights = rights("system:serviceaccount:aim-system:aim-engine", List.of());
    Seen<List<NodeView>> nodes = new Seen.Known<>(List.of(mi300x("a")));
    Seen<List<StorageKind>> storage =
            new Seen.Known<>(List.of(new StorageKind("nfs", "nfs.csi.k8s.io", true, false, true)));
    Seen<Set<String>> groups = new Seen.Known<>(Set.of("serving.kserve.io"));

    Observations observations() {
        return new Observations(
                NOW, version, definitions, operators, "aim-system", leases, rights, nodes, storage, groups);
    }

    static Seen<Observations.Rights> rights(String subject, List<String> missing) {
        return new Seen.Known<>(new Observations.Rights(
                subject.isEmpty() ? "This user" : "Service account " + subject, subject, missing));
    }

    static List<CustomResourceDefinition> shipped() {
        return Manifests.definitions().stream()
                .map(CustomResourceDefinition.class::cast)
                .toList();
    }

    static List<CustomResourceDefinition> established() {
        return shipped().stream()
                .map(definition -> new CustomResourceDefinitionBuilder(definition)
                        .withNewStatus()
                        .addNewCondition()
                        .withType("Established")
                        .withStatus("True")
                        .endCondition()
                        .endStatus()
                        .build())
                .toList();
    }

    static Deployment operator(int ready, int wanted) {
        return Serialization.unmarshal("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: aim-engine, namespace: aim-system}
                spec: {replicas: %d}
                status: {readyReplicas: %d}
                """.formatted(wanted, ready), Deployment.class);
    }

    static Lease lease(String holder, String renewed) {
        return Serialization.unmarshal("""
                apiVersion: coordination.k8s.io/v1
                kind: Lease
                metadata: {name: aim-engine, namespace: aim-system}
                spec: {holderIdentity: "%s", leaseDurationSeconds: 15, renewTime: "%s"}
                """.formatted(holder, renewed.replace("Z", ".000000Z")), Lease.class);
    }

    static NodeView mi300x(String name) {
        return node(name, Map.of("amd.com/gpu.device-id", "74a1"), 8);
    }

    static NodeView node(String name, Map<String, String> labels, int gpus) {
        return new NodeView(name, labels, List.of(), gpus, true, false);
    }

    static NodeView cordoned(String name) {
        return new NodeView(name, mi300x(name).labels(), List.of(), 8, true, true);
    }

    static NodeView notReady(String name) {
        return new NodeView(name, mi300x(name).labels(), List.of(), 8, false, false);
    }

    static NodeView tainted(String name, String key) {
        Taint taint = new TaintBuilder().withKey(key).withEffect("NoSchedule").build();
        return new NodeView(name, mi300x(name).labels(), List.of(taint), 8, true, false);
    }
}
