package com.amd.aim.cli.sandbox;

import com.amd.aim.cli.container.SimulatedDisk;
import com.amd.aim.sandbox.Sandbox;
import com.amd.aim.sandbox.hub.HubFaults;
import com.amd.aim.sandbox.kubelet.SimulatedNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/** Makes a sandbox go wrong where it is told to, knows what is wrong, and puts it right again. */
public final class Faults {
    /** Slow enough to watch a made-up model of 1.3 MB arrive. */
    static final int SLOW_BYTES_PER_SECOND = 32 << 10;

    private final Sandbox sandbox;
    private final SimulatedDisk disk;
    private final Consumer<String> told;
    private final List<SimulatedNode> lost = new ArrayList<>();
    private final Map<String, Fault> present = new LinkedHashMap<>();

    /**
     * Takes charge of a sandbox without faults.
     *
     * @param disk what its containers take for their disk
     * @param told hears in a sentence what goes wrong, and that it is put right
     */
    public Faults(Sandbox sandbox, SimulatedDisk disk, Consumer<String> told) {
        this.sandbox = sandbox;
        this.disk = disk;
        this.told = told;
    }

    /**
     * Makes it so.
     *
     * @throws NoSuchElementException when there is no such node
     * @throws IllegalArgumentException when the fault cannot be
     */
    void add(Fault fault) {
        bringAbout(fault);
        told.accept(fault.sentence());
    }

    private synchronized void bringAbout(Fault fault) {
        switch (fault) {
            case Fault.NodeLost(String node) -> lost.add(sandbox.nodes().removeNode(node));
            case Fault.GpuUnhealthy unhealthy -> breakGpus(unhealthy);
            case Fault.Hub(Fault.Hub.Trouble trouble) -> trouble(trouble);
            case Fault.DiskFull _ -> disk.full(true);
            case Fault.ApiErrors(double rate) -> sandbox.refuseRequests(rate);
        }
        present.remove(fault.subject());
        present.put(fault.subject(), fault);
    }

    /** What is wrong now, oldest first. */
    public synchronized List<Fault> present() {
        return List.copyOf(present.values());
    }

    /** Puts everything right. */
    void heal() {
        if (putRight()) {
            told.accept("All that was wrong is put right.");
        }
    }

    /** True when something was wrong. */
    private synchronized boolean putRight() {
        sandbox.refuseRequests(0);
        disk.full(false);
        sandbox.hub().faults().clear();
        lost.forEach(sandbox.nodes()::addNode);
        lost.clear();
        sandbox.nodes().nodes().forEach(node -> sandbox.nodes().breakGpus(node, 0));
        boolean wrong = !present.isEmpty();
        present.clear();
        return wrong;
    }

    private void breakGpus(Fault.GpuUnhealthy fault) {
        Integer asked = fault.gpus();
        int all = sandbox.nodes().node(fault.node()).gpuCount();
        int count = asked == null ? all : asked;
        if (count < 1 || count > all) {
            throw new IllegalArgumentException(
                    "node %s has %d GPUs; %d of them cannot be unhealthy.".formatted(fault.node(), all, count));
        }
        sandbox.nodes().breakGpus(fault.node(), count);
    }

    private void trouble(Fault.Hub.Trouble trouble) {
        HubFaults hub = sandbox.hub().faults();
        hub.clear();
        switch (trouble) {
            case DOWN -> hub.down();
            case SLOW -> hub.slow(SLOW_BYTES_PER_SECOND);
            case CORRUPT -> hub.corruptAll();
        }
    }
}
