package com.amd.aim.operator.view;

import com.amd.aim.operator.view.Gpus.Listing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cluster's GPU nodes and the pods that hold GPUs, kept up to date one change at a time. Nodes and pods without GPUs leave no
 * trace in it.
 */
public final class GpuInventory {
    private final Map<String, NodeView> nodes = new HashMap<>();
    private final Map<String, GpuPod> pods = new HashMap<>();
    private boolean nodesForbidden;
    private boolean podsForbidden;
    private long version;

    /**
     * A node as it is now.
     *
     * @return whether that changes what can be chosen; a heartbeat does not
     */
    public synchronized boolean put(NodeView node) {
        if (!node.concernsGpus()) {
            return removeNode(node.name());
        }
        boolean changed = !node.equals(nodes.put(node.name(), node));
        version += changed ? 1 : 0;
        return changed;
    }

    /** A node is gone. */
    public synchronized boolean removeNode(String name) {
        boolean changed = nodes.remove(name) != null;
        version += changed ? 1 : 0;
        return changed;
    }

    /** A pod as it is now; empty when it holds no GPU. */
    public synchronized void put(String key, Optional<GpuPod> pod) {
        pod.ifPresentOrElse(held -> pods.put(key, held), () -> pods.remove(key));
    }

    /** The operator may not list nodes. */
    public synchronized void forbidNodes() {
        nodesForbidden = true;
        version++;
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
