package com.amd.aim.cli.doctor;

import com.amd.aim.engine.detect.Detection;
import com.amd.aim.engine.detect.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether the environment leaves GPUs visible, and says it once: engines refuse two variables that differ. */
final class VisibilityCheck implements HostCheck {
    private static final String SUBJECT = "Visibility";
    private static final String HIP = "HIP_VISIBLE_DEVICES";
    private static final String CUDA = "CUDA_VISIBLE_DEVICES";

    @Override
    public List<Finding> of(Host host, Detection gpus) {
        List<Finding> findings = new ArrayList<>();
        if (gpus instanceof Detection.Found found && !found.restrictedBy().isEmpty()) {
            if (found.usable().isEmpty()) {
                findings.add(Finding.error(
                        SUBJECT,
                        "%s hides all GPUs.".formatted(String.join(" and ", found.restrictedBy())),
                        "unset " + name(found.restrictedBy().getLast())));
            }
            found.notes().stream()
                    .filter(note -> note.contains("_VISIBLE_DEVICES="))
                    .map(note -> Finding.warning(SUBJECT, note, "unset " + name(note)))
                    .forEach(findings::add);
        }
        differing(host.environment(), findings);
        return findings;
    }

    private static void differing(Map<String, String> environment, List<Finding> findings) {
        String hip = environment.get(HIP);
        String cuda = environment.get(CUDA);
        if (hip != null && cuda != null && !hip.equals(cuda)) {
            findings.add(Finding.error(
                    SUBJECT,
                    "%s=%s and %s=%s differ; where both are set, vLLM wants them equal."
                            .formatted(HIP, hip, CUDA, cuda),
                    "unset " + CUDA));
        }
    }

    private static String name(String variable) {
        return variable.substring(0, variable.indexOf('='));
    }
}
