package com.amd.aim.e2e.world;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Every number of replicas that a workload has been told, from the first look on; none is missed, as a watch tells each change. */
public final class ReplicasSeen implements AutoCloseable {
    private final List<Integer> seen = new CopyOnWriteArrayList<>();
    private final Watch watch;

    private ReplicasSeen(Cluster cluster, String namespace, String name) {
        watch = cluster.client()
                .apps()
                .deployments()
                .inNamespace(namespace)
                .withName(name)
                .watch(new Watcher<>() {
                    @Override
                    public void eventReceived(Action action, Deployment live) {
                        seen.add(live.getSpec().getReplicas());
                    }

                    @Override
                    public void onClose(WatcherException cause) {
                        seen.add(-1);
                    }
                });
    }

    /** Begins to look. */
    public static ReplicasSeen of(Cluster cluster, String namespace, String name) {
        return new ReplicasSeen(cluster, namespace, name);
    }

    /** In their order; a watch that broke counts as -1. */
    public List<Integer> all() {
        return List.copyOf(seen);
    }

    @Override
    public void close() {
        watch.close();
    }
}
