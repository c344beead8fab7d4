package com.amd.aim.cli.doctor;

import com.amd.aim.engine.backend.EngineRelease;
import com.amd.aim.engine.detect.Detection;
import com.amd.aim.engine.detect.Host;
import com.amd.aim.engine.hardware.Gpu;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Which ROCm is installed, and whether the engines' images, which bring their own, are built for these GPUs. */
final class RocmCheck implements HostCheck {
    private static final String VERSION = "/.info/version";

    private final List<EngineRelease> engines;

    RocmCheck(List<EngineRelease> engines) {
        this.engines = List.copyOf(engines);
    }

    @Override
    public List<Finding> of(Host host, Detection gpus) {
        if (!(gpus instanceof Detection.Found found)) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok("ROCm", installed(host)));
        List<Gpu> kinds = found.gpus().stream()
                .flatMap(gpu -> gpu.kind().stream())
                .distinct()
                .toList();
        if (!kinds.isEmpty()) {
            engines.forEach(engine -> findings.add(image(engine, kinds)));
        }
        return findings;
    }

    private static String installed(Host host) {
        String folder = host.environment().getOrDefault("ROCM_PATH", "/opt/rocm");
        return host.files()
                .text(folder + VERSION)
                .map(version -> "It is %s, in %s.".formatted(version.strip(), folder))
                .orElse("None is in %s, and none is needed: the engines' images bring theirs.".formatted(folder));
    }

    private static Finding image(EngineRelease engine, List<Gpu> kinds) {
        List<Gpu> foreign = kinds.stream()
                .filter(gpu -> !engine.gfxTargets().contains(gpu.gfx()))
                .toList();
        String image = "The image of %s %s is ".formatted(engine.backend(), engine.version());
        return foreign.isEmpty()
                ? Finding.ok("Images", image + "built for " + names(kinds) + ".")
                : Finding.error(
                        "Images",
                        image + "not built for " + names(foreign) + "; its targets are "
                                + String.join(", ", engine.gfxTargets()) + ".",
                        "docker run … IMAGE   # one that is built for them");
    }

    private static String names(List<Gpu> kinds) {
        return kinds.stream()
                .map(gpu -> "%s (%s)".formatted(gpu.name(), gpu.gfx()))
                .collect(Collectors.joining(", "));
    }
}
