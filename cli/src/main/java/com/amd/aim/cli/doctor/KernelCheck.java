package com.amd.aim.cli.doctor;

import com.amd.aim.engine.detect.Detection;
import com.amd.aim.engine.detect.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The settings of the kernel that AMD asks for on hosts that serve models. */
final class KernelCheck implements HostCheck {
    private static final String BALANCING = "/proc/sys/kernel/numa_balancing";
    private static final Pattern PASSED_THROUGH = Pattern.compile("\\biommu=pt\\b");
    private static final Pattern GUEST = Pattern.compile("^flags\\s*:.*\\bhypervisor\\b", Pattern.MULTILINE);

    @Override
    public List<Finding> of(Host host, Detection gpus) {
        if (!(gpus instanceof Detection.Found)) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        host.files().text(BALANCING).map(KernelCheck::balancing).ifPresent(findings::add);
        // the host of a virtual machine owns the IOMMU
        if (!GUEST.matcher(host.files().text("/proc/cpuinfo").orElse("")).find()) {
            host.files().text("/proc/cmdline").map(KernelCheck::iommu).ifPresent(findings::add);
        }
        return findings;
    }

    private static Finding balancing(String value) {
        return value.strip().equals("0")
                ? Finding.ok("NUMA", "Balancing is off.")
                : Finding.warning(
                        "NUMA",
                        "Balancing is on, which moves pages under running GPUs and slows them.",
                        "sudo sysctl kernel.numa_balancing=0");
    }

    private static Finding iommu(String line) {
        return PASSED_THROUGH.matcher(line).find()
                ? Finding.ok("IOMMU", "It passes through (iommu=pt).")
                : Finding.warning(
                        "IOMMU",
                        "The kernel was started without iommu=pt, so what GPUs exchange is translated.",
                        "sudo grubby --update-kernel=ALL --args=iommu=pt   # Debian: GRUB_CMDLINE_LINUX; then reboot");
    }
}
