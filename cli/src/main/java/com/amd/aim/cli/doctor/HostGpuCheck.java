package com.amd.aim.cli.doctor;

import com.amd.aim.engine.detect.DetectedGpu;
import com.amd.aim.engine.detect.Detection;
import com.amd.aim.engine.detect.Host;
import java.util.ArrayList;
import java.util.List;

/** Which GPUs there are. Where the driver or its devices are missing, that says enough. */
final class HostGpuCheck implements HostCheck {
    private static final String SUBJECT = "GPUs";

    @Override
    public List<Finding> of(Host host, Detection gpus) {
        return switch (gpus) {
            case Detection.NoGpu none ->
                List.of(Finding.error(SUBJECT, none.message(), none.remedy().orElseThrow()));
            case Detection.Found found -> found(found);
            case Detection.NoDriver _, Detection.NoDevices _, Detection.NoPermission _ -> List.of();
        };
    }

    private static List<Finding> found(Detection.Found found) {
        List<String> unknown = found.gpus().stream()
                .filter(gpu -> gpu.kind().isEmpty())
                .map(DetectedGpu::name)
                .distinct()
                .toList();
        List<Finding> findings = new ArrayList<>();
        findings.add(
                unknown.isEmpty()
                        ? Finding.ok(SUBJECT, found.message())
                        : Finding.error(
                                SUBJECT,
                                "%s Not known here: %s; a new GPU is one file in hardware/."
                                        .formatted(found.message(), Count.names(unknown)),
                                "amd-smi static --asic"));
        // that a tool is not installed is no illness where another told
        found.notes().stream()
                .filter(note -> note.contains("-smi ") && !note.endsWith("is not installed."))
                .map(note -> Finding.warning(SUBJECT, note, note.substring(0, note.indexOf(' '))))
                .forEach(findings::add);
        return findings;
    }
}
