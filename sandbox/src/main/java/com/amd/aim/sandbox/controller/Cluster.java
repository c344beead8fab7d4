package com.amd.aim.sandbox.controller;

import com.amd.aim.sandbox.client.Key;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the controllers see of the cluster: one informer per kind, shared by all of them. What it hands out may lag
 * behind the API by a moment and must not be changed.
 */
final class Cluster implements AutoCloseable {

    private static final String OWNER = "owner";
    private static final String NODE = "node";
    private static final String CLAIM = "claim";

    final KubernetesClient client;
    final SharedIndexInformer<Pod> pods;
    final SharedIndexInformer<Node> nodes;
    final SharedIndexInformer<Deployment> deployments;
    final SharedIndexInformer<ReplicaSet> replicaSets;
    final SharedIndexInformer<Job> jobs;
    final SharedIndexInformer<PersistentVolumeClaim> claims;
    final SharedIndexInformer<PersistentVolume> volumes;
    final SharedIndexInformer<StorageClass> storageClasses;
    final SharedIndexInformer<Service> services;
    final SharedIndexInformer<EndpointSlice> slices;

    Cluster(KubernetesClient client) {
        this.client = client;
        pods = client.pods()
                .inAnyNamespace()
                .runnableInformer(0)
                .addIndexers(Map.of(
                        OWNER, Cluster::ownerUid,
                        NODE,
                                pod -> Optional.ofNullable(pod.getSpec().getNodeName()).stream()
                                        .toList(),
                        CLAIM, pod -> claimsOf(pod).map(Key::toString).toList()));
        nodes = client.nodes().runnableInformer(0);
        deployments = client.apps().deployments().inAnyNamespace().runnableInformer(0);
        replicaSets = client.apps()
                .replicaSets()
                .inAnyNamespace()
                .runnableInformer(0)
                .addIndexers(Map.of(OWNER, Cluster::ownerUid));
        jobs = client.batch().v1().jobs().inAnyNamespace().runnableInformer(0);
        claims = client.persistentVolumeClaims().inAnyNamespace().runnableInformer(0);
        volumes = client.persistentVolumes().runnableInformer(0);
        storageClasses = client.storage().v1().storageClasses().runnableInformer(0);
        services = client.services().inAnyNamespace().runnableInformer(0);
        slices = client.discovery()
                .v1()
                .endpointSlices()
                .inAnyNamespace()
                .runnableInformer(0)
                .addIndexers(Map.of(OWNER, Cluster::ownerUid));
    }

    /** Fills all caches; returns when they are filled. */
    void start() {
        CompletableFuture.allOf(all().map(SharedIndexInformer::start)
                        .map(CompletionStage::toCompletableFuture)
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    @Override
    public void close() {
        all().forEach(SharedIndexInformer::stop);
    }

    /** The object as the cache has it. */
    <T> Optional<T> get(SharedIndexInformer<T> informer, Key key) {
        return Optional.ofNullable(informer.getIndexer().getByKey(key.toString()));
    }

    /** What {@code owner} controls. */
    <T> List<T> ownedBy(SharedIndexInformer<T> informer, HasMetadata owner) {
        return informer.getIndexer().byIndex(OWNER, owner.getMetadata().getUid());
    }

    /** Pods bound to the node, finished ones too. */
    List<Pod> podsOn(String node) {
        return pods.getIndexer().byIndex(NODE, node);
    }

    /** Pods that mount the claim, finished ones too. */
    List<Pod> podsUsing(Key claim) {
        return pods.getIndexer().byIndex(CLAIM, claim.toString());
    }

    /** The claims that a pod's volumes name, in the order of the volumes. */
    static Stream<Key> claimsOf(Pod pod) {
        return Objects.requireNonNullElse(pod.getSpec().getVolumes(), List.<Volume>of()).stream()
                .filter(volume -> volume.getPersistentVolumeClaim() != null)
                .map(volume -> new Key(
                        pod.getMetadata().getNamespace(),
                        volume.getPersistentVolumeClaim().getClaimName()))
                .distinct();
    }

    /** The object's controller, where it is of this kind. */
    static Optional<Key> controller(HasMetadata object, String kind) {
        return controller(object)
                .filter(owner -> owner.getKind().equals(kind))
                .map(owner -> new Key(object.getMetadata().getNamespace(), owner.getName()));
    }

    /** The owner reference marked as controller. */
    static Optional<OwnerReference> controller(HasMetadata object) {
        return object.getMetadata().getOwnerReferences().stream()
                .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                .findFirst();
    }

    private static <T extends HasMetadata> List<String> ownerUid(T object) {
        Function<OwnerReference, String> uid = OwnerReference::getUid;
        return controller(object).map(uid).stream().toList();
    }

    private Stream<SharedIndexInformer<?>> all() {
        return Stream.of(
                pods, nodes, deployments, replicaSets, jobs, claims, volumes, storageClasses, services, slices);
    }
}
