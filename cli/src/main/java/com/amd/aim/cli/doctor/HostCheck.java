package com.amd.aim.cli.doctor;

import com.amd.aim.engine.detect.Detection;
import com.amd.aim.engine.detect.Host;
import java.util.List;

/** Judges one side of a host or container. */
@FunctionalInterface
interface HostCheck {
    /**
     * Judges.
     *
     * @param host is read, and no more
     * @param gpus what was detected on it
     */
    List<Finding> of(Host host, Detection gpus);
}
