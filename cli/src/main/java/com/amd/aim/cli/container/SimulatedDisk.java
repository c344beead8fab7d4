package com.amd.aim.cli.container;

import com.amd.aim.engine.cache.DownloadPorts.DiskSpace;
import java.io.IOException;
import java.nio.file.Path;

/** The volumes of simulated nodes: as roomy as this machine's disk, until they are full. */
public final class SimulatedDisk implements DiskSpace {
    private final DiskSpace machine = DiskSpace.real();
    private volatile boolean full;

    /** Says whether there is no room left; a download asks before it begins. */
    public void full(boolean now) {
        full = now;
    }

    @Override
    public long usable(Path directory) throws IOException {
        return full ? 0 : machine.usable(directory);
    }
}
