package com.amd.aim.sandbox.controller;

import com.amd.aim.sandbox.client.ApiClients;
import com.amd.aim.sandbox.client.Backoff;
import com.amd.aim.sandbox.client.EventRecorder;
import com.amd.aim.sandbox.client.WorkQueue;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/**
 * All controllers of a cluster, as two clients of its API that name themselves {@code kube-controller-manager} and
 * {@code kube-scheduler}.
 */
public final class Controllers implements AutoCloseable {

    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(10);

    private final KubernetesClient manager;
    private final KubernetesClient scheduler;
    private final List<EventRecorder> recorders;
    private final Cluster cluster;
    private final LeaderWorkerSets leaderWorkerSets;
    private final List<WorkQueue<?>> queues;

    private Controllers(Config config, Path volumes, Duration jobBackoff, InstantSource clock) {
        manager = ApiClients.connect(config, "kube-controller-manager");
        scheduler = ApiClients.connect(config, "kube-scheduler");
        cluster = new Cluster(manager);
        List<EventRecorder> managers = Stream.of(
                        "deployment-controller",
                        "replicaset-controller",
                        "job-controller",
                        "persistentvolume-controller",
                        "leaderworkerset")
                .map(name -> new EventRecorder(manager, name, clock))
                .toList();
        EventRecorder scheduling = new EventRecorder(scheduler, "default-scheduler", clock);
        recorders = Stream.concat(managers.stream(), Stream.of(scheduling)).toList();
        DirectoryProvisioner provisioner = new DirectoryProvisioner(manager, volumes);
        leaderWorkerSets = new LeaderWorkerSets(cluster, managers.get(4), clock);
        queues = List.of(
                new DeploymentController(cluster, managers.get(0), clock).queue(),
                new ReplicaSetController(cluster, managers.get(1), clock).queue(),
                new JobController(cluster, managers.get(2), clock, new Backoff(jobBackoff, LONGEST_BACKOFF)).queue(),
                new ClaimController(cluster, managers.get(3), provisioner).queue(),
                new VolumeReclaimer(cluster, provisioner).queue(),
                new EndpointSliceController(cluster).queue(),
                new OrphanedPods(cluster, clock).queue(),
                leaderWorkerSets.queue(),
                new Scheduler(cluster, scheduler, scheduling, clock).queue());
    }

    /**
     * Starts all controllers; returns once they see the cluster.
     *
     * @param volumes where the directories that stand for volumes are made
     * @param jobBackoff how long a Job waits after its first failed pod; 10 s in a cluster
     */
    public static Controllers start(Config config, Path volumes, Duration jobBackoff, InstantSource clock) {
        Controllers controllers = new Controllers(config, volumes, jobBackoff, clock);
        controllers.cluster.start();
        controllers.leaderWorkerSets.start();
        controllers.queues.forEach(WorkQueue::start);
        return controllers;
    }

    /** Creates the StorageClass {@code standard} where it is missing: the default, bound when a pod first uses the claim. */
    public static void createDefaultStorageClass(KubernetesClient client) {
        if (client.storage().v1().storageClasses().withName("standard").get() != null) {
            return;
        }
        client.resource(new StorageClassBuilder()
                        .withNewMetadata()
                        .withName("standard")
                        .addToAnnotations("storageclass.kubernetes.io/is-default-class", "true")
                        .endMetadata()
                        .withProvisioner(DirectoryProvisioner.NAME)
                        .withReclaimPolicy("Delete")
                        .withVolumeBindingMode("WaitForFirstConsumer")
                        .build())
                .create();
    }

    @Override
    public void close() {
        queues.forEach(WorkQueue::close);
        leaderWorkerSets.close();
        recorders.forEach(EventRecorder::close);
        cluster.close();
        scheduler.close();
        manager.close();
    }
}
