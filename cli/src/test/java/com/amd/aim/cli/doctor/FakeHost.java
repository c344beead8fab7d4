package com.amd.aim.cli.doctor;

import com.amd.aim.engine.detect.Access;
import com.amd.aim.engine.detect.CommandRunner;
import com.amd.aim.engine.detect.Host;
import com.amd.aim.engine.detect.HostFiles;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A host with eight MI300X on which all is well, until a test says otherwise. */
public final class FakeHost implements HostFiles {
    final Map<String, String> environment = new HashMap<>();
    private final TreeMap<String, String> files = new TreeMap<>();
    private final Set<String> denied = new HashSet<>();

    /** All is well on it. */
    public FakeHost() {
        put("/sys/module/amdgpu/version", "6.16.6\n");
        put("/dev/kfd", "");
        IntStream.range(0, 8).forEach(index -> {
            put("/dev/dri/renderD" + (128 + index), "");
            put("/sys/bus/pci/devices/0000:%d5:00.0/vendor".formatted(index), "0x1002\n");
            put("/sys/bus/pci/devices/0000:%d5:00.0/class".formatted(index), "0x120000\n");
            put("/sys/bus/pci/devices/0000:%d5:00.0/device".formatted(index), "0x74a1\n");
            gpu(index, 29857, 90402);
        });
        put("/opt/rocm/.info/version", "7.0.2-56\n");
        put("/proc/mounts", "proc /proc proc rw 0 0\ntmpfs /dev/shm tmpfs rw,nosuid,nodev 0 0\n");
        put("/proc/meminfo", "MemTotal:       2113546212 kB\n");
        put("/proc/sys/kernel/numa_balancing", "0\n");
        put("/proc/cmdline", "BOOT_IMAGE=/vmlinuz root=/dev/sda1 ro iommu=pt\n");
        put("/proc/cpuinfo", "flags\t\t: fpu vme de\n");
    }

    FakeHost gpu(int index, int deviceId, int gfx) {
        return put(
                "/sys/class/kfd/kfd/topology/nodes/%d/properties".formatted(index),
                "simd_count 1216\nsimd_per_cu 4\ndevice_id %d\ngfx_target_version %d\ndrm_render_minor %d\nlocation_id %d\n"
                        .formatted(deviceId, gfx, 128 + index, index * 256));
    }

    FakeHost put(String path, String content) {
        files.put(path, content);
        return this;
    }

    /** Takes a file or a folder away. */
    public FakeHost without(String path) {
        files.keySet().removeIf(file -> file.equals(path) || file.startsWith(path + "/"));
        return this;
    }

    FakeHost deny(String path) {
        denied.add(path);
        return this;
    }

    /** As detection sees it; no tools are installed. */
    public Host host() {
        return new Host(this, _ -> new CommandRunner.Result.Absent(), environment);
    }

    @Override
    public Optional<String> text(String path) {
        return Optional.ofNullable(files.get(path));
    }

    @Override
    public List<String> names(String path) {
        return files.keySet().stream()
                .filter(file -> file.startsWith(path + "/"))
                .map(file -> file.substring(path.length() + 1).split("/", 2)[0])
                .distinct()
                .toList();
    }

    @Override
    public Access access(String path) {
        if (denied.contains(path)) {
            return Access.DENIED;
        }
        return files.containsKey(path) || !names(path).isEmpty() ? Access.OPEN : Access.MISSING;
    }

    @Override
    public Optional<String> group(String path) {
        return Optional.of("render");
    }
}
