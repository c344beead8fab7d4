package com.amd.aim.operator.view;

import com.amd.aim.operator.view.Gpus.Listing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/**
 * The cluster's GPU nodes and the pods that hold GPUs, kept up to date one change at a time. Nodes and pods without GPUs leave no
 * trace in it.
 */
public final class GpuInventory {
    private final Map<String, NodeView> nodes = new HashMap<>();
    private final Map<String, GpuPod> pods = new HashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private boolean complete;
    private boolean nodesForbidden;
    private boolean podsForbidden;
    private long version;

    /**
     * A node as it is now.
     *
     * @return whether that changes what can be chosen; a heartbeat does not
     */
    public boolean put(NodeView node) {
        return node.concernsGpus()
                ? told(change(() -> !node.equals(nodes.put(node.name(), node))))
                : removeNode(node.name());
    }

    /** A node is gone. */
    public boolean removeNode(String name) {
        return told(change(() -> nodes.remove(name) != null));
    }

    private synchronized boolean change(BooleanSupplier how) {
        boolean changed = how.getAsBoolean();
        version += changed ? 1 : 0;
        return changed;
    }

    /** Not while the lock is held: who listens may look. */
    private boolean told(boolean changed) {
        if (changed) {
            listeners.forEach(Runnable::run);
        }
        return changed;
    }

    /** All nodes that there were at first have been taken in. */
    public void completed() {
        synchronized (this) {
            complete = true;
        }
        told(true);
    }

    /** Whether that is so; before it, what is missing may only not have been heard of yet. */
    public synchronized boolean isComplete() {
        return complete;
    }

    /** Runs this whenever a node changes, on whatever thread tells of it. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** A pod as it is now; empty when it holds no GPU. */
    public synchronized void put(String key, Optional<GpuPod> pod) {
        pod.ifPresentOrElse(held -> pods.put(key, held), () -> pods.remove(key));
    }

    /** The operator may not list nodes. */
    public void forbidNodes() {
        synchronized (this) {
            nodesForbidden = true;
            version++;
        }
        completed();
    }

    /** The operator may not list pods of the whole cluster. */
    public synchronized void forbidPods() {
        podsForbidden = true;
    }

    /** Grows whenever a node changes. */
    public synchronized long version() {
        return version;
    }

    /**
     * What is there now.
     *
     * @param claims what services were given
     */
    public synchronized Gpus snapshot(List<GpuClaim> claims) {
        return new Gpus(
                nodesForbidden ? new Listing.Forbidden<>() : new Listing.Known<>(List.copyOf(nodes.values())),
                podsForbidden ? new Listing.Forbidden<>() : new Listing.Known<>(List.copyOf(pods.values())),
                claims,
                version);
    }
}
