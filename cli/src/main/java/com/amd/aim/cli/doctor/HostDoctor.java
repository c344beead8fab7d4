package com.amd.aim.cli.doctor;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.detect.Detection;
import com.amd.aim.engine.detect.GpuDetection;
import com.amd.aim.engine.detect.Host;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at the host or container it runs in and says what keeps its GPUs from serving, in the order in which one would repair it. */
public final class HostDoctor {
    private final GpuDetection detection;
    private final List<HostCheck> checks;

    /** Judges by what this build knows. */
    public HostDoctor(Catalog catalog) {
        this.detection = new GpuDetection(catalog.gpus());
        this.checks = List.of(
                new HostDriverCheck(),
                new DeviceCheck(),
                new HostGpuCheck(),
                new VisibilityCheck(),
                new RocmCheck(catalog.engines()),
                new SharedMemoryCheck(),
                new KernelCheck());
    }

    /** Examines a host. */
    public Doctor.Diagnosis examine(Host host) {
        return judge(host, detection.detect(host), "This %s is examined.".formatted(host.kind()));
    }

    /**
     * Examines a host that nobody has asked for by name.
     *
     * @param why nothing else is examined, a sentence
     * @return empty where there is no sign of an AMD GPU
     */
    public Optional<Doctor.Diagnosis> examineIfItHasGpus(Host host, String why) {
        Detection found = detection.detect(host);
        boolean sign = switch (found) {
            case Detection.Found _, Detection.NoDevices _, Detection.NoPermission _ -> true;
            case Detection.NoDriver none -> !none.onBus().isEmpty();
            case Detection.NoGpu _ -> false;
        };
        return sign
                ? Optional.of(judge(
                        host, found, "This %s is examined, since it has AMD GPUs. %s".formatted(host.kind(), why)))
                : Optional.empty();
    }

    private Doctor.Diagnosis judge(Host host, Detection gpus, String examined) {
        return Doctor.Diagnosis.of(Stream.concat(
                        Stream.of(Finding.ok("Examined", examined)),
                        checks.stream().flatMap(check -> check.of(host, gpus).stream()))
                .toList());
    }
}
