package com.amd.aim.cli.doctor;

import com.amd.aim.engine.detect.Detection;
import com.amd.aim.engine.detect.Host;
import java.util.List;

/** Whether the driver is loaded, and which. */
final class HostDriverCheck implements HostCheck {
    private static final String SUBJECT = "Driver";

    @Override
    public List<Finding> of(Host host, Detection gpus) {
        if (gpus instanceof Detection.NoDriver none) {
            return List.of(Finding.error(SUBJECT, none.message(), none.remedy().orElseThrow()));
        }
        return gpus instanceof Detection.NoGpu ? List.of() : List.of(Finding.ok(SUBJECT, loaded(host)));
    }

    /** The driver that comes with the kernel has no version of its own. */
    private static String loaded(Host host) {
        return host.files()
                .text("/sys/module/amdgpu/version")
                .map(version -> "amdgpu %s is loaded.".formatted(version.strip()))
                .or(() -> host.files()
                        .text("/proc/sys/kernel/osrelease")
                        .map(release -> "amdgpu of the kernel %s is loaded.".formatted(release.strip())))
                .orElse("amdgpu is loaded.");
    }
}
