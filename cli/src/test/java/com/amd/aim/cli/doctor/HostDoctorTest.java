package com.amd.aim.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.cli.doctor.Finding.Level;
import com.amd.aim.engine.backend.ArgumentTable;
import com.amd.aim.engine.backend.EngineRelease;
import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.detect.CommandRunner;
import com.amd.aim.engine.detect.Detection;
import com.amd.aim.engine.detect.GpuDetection;
import com.amd.aim.engine.detect.Host;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The doctor of a host")
class HostDoctorTest {
    private static final Catalog CATALOG = Catalog.builtIn();

    @Test
    @DisplayName("finds nothing where all is well")
    void allIsWell() {
        Doctor.Diagnosis diagnosis = new HostDoctor(CATALOG).examine(new FakeHost().host());

        assertThat(diagnosis.ready()).isTrue();
        assertThat(diagnosis.wide(false))
                .filteredOn(line -> !line.contains("Images"))
                .containsExactly(
                        "OK       Examined      This host is examined.",
                        "OK       Driver        amdgpu 6.16.6 is loaded.",
                        "OK       Devices       /dev/kfd and 8 render devices can be opened.",
                        "OK       GPUs          8 MI300X (gfx942, 192 GiB), told by /sys/class/kfd.",
                        "OK       ROCm          It is 7.0.2-56, in /opt/rocm.",
                        "OK       Memory        /dev/shm has 1007.8 GiB.",
                        "OK       NUMA          Balancing is off.",
                        "OK       IOMMU         It passes through (iommu=pt).");
        assertThat(diagnosis.findings())
                .filteredOn(finding -> finding.subject().equals("Images"))
                .hasSize(CATALOG.engines().size())
                .allMatch(finding -> finding.message().endsWith("is built for MI300X (gfx942)."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ills")
    @DisplayName("finds what is wrong, how bad it is, and the command that helps")
    void finds(String what, Consumer<FakeHost> ill, Level level, String subject, String said, String fix) {
        FakeHost fake = new FakeHost();
        ill.accept(fake);

        Doctor.Diagnosis diagnosis = new HostDoctor(CATALOG).examine(fake.host());

        assertThat(diagnosis.findings())
                .filteredOn(finding -> finding.level() != Level.OK)
                .as("%s: %s", what, diagnosis.findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.level()).isEqualTo(level);
                    assertThat(finding.subject()).isEqualTo(subject);
                    assertThat(finding.message()).isEqualTo(said);
                    assertThat(finding.fix()).isEqualTo(fix);
                });
        assertThat(diagnosis.ready()).isEqualTo(level != Level.ERROR);
    }

    static Stream<Arguments> ills() {
        return Stream.of(access(), visibility(), settings()).flatMap(ills -> ills);
    }

    private static Stream<Arguments> access() {
        return Stream.of(
                ill(
                        "no driver",
                        host -> host.without("/sys/module/amdgpu")
                                .without("/sys/class/kfd")
                                .without("/dev"),
                        Level.ERROR,
                        "Driver",
                        "The amdgpu driver is not loaded on this host, which has 8 MI300X.",
                        "sudo modprobe amdgpu"),
                ill(
                        "no GPU",
                        host -> host.without("/sys/class/kfd")
                                .without("/dev")
                                .without("/sys/bus/pci")
                                .put("/sys/bus/pci/devices/0000:00:00.0/class", "0x060000\n"),
                        Level.ERROR,
                        "GPUs",
                        "This host has no AMD GPU.",
                        "lspci -d 1002:"),
                ill(
                        "no devices",
                        host -> host.without("/dev"),
                        Level.ERROR,
                        "Devices",
                        "The amdgpu driver is loaded, but this host has no /dev/kfd and no /dev/dri/renderD*.",
                        "sudo dmesg | grep -iE 'amdgpu|kfd'"),
                ill(
                        "no permission",
                        host -> host.deny("/dev/kfd"),
                        Level.ERROR,
                        "Devices",
                        "This user may not open /dev/kfd; the groups render may.",
                        "sudo usermod -aG render \"$USER\"   # then sign in again"),
                ill(
                        "one device of several",
                        host -> host.deny("/dev/dri/renderD130"),
                        Level.WARNING,
                        "Devices",
                        "/dev/kfd and 7 render devices can be opened; not /dev/dri/renderD130.",
                        "ls -l /dev/dri/renderD130"),
                ill(
                        "an unknown GPU",
                        host -> IntStream.range(0, 8).forEach(index -> host.gpu(index, 31231, 90909)),
                        Level.ERROR,
                        "GPUs",
                        "8 79ff, told by /sys/class/kfd. Not known here: 79ff; a new GPU is one file in hardware/.",
                        "amd-smi static --asic"));
    }

    private static Stream<Arguments> visibility() {
        return Stream.of(
                ill(
                        "all hidden",
                        host -> host.environment.put("ROCR_VISIBLE_DEVICES", ""),
                        Level.ERROR,
                        "Visibility",
                        "ROCR_VISIBLE_DEVICES= hides all GPUs.",
                        "unset ROCR_VISIBLE_DEVICES"),
                ill(
                        "an index too large",
                        host -> host.environment.put("HIP_VISIBLE_DEVICES", "0,1,8"),
                        Level.WARNING,
                        "Visibility",
                        "HIP_VISIBLE_DEVICES=0,1,8: there is no GPU 8, so it and what follows are ignored.",
                        "unset HIP_VISIBLE_DEVICES"),
                ill(
                        "two that differ",
                        host -> host.environment.putAll(
                                Map.of("HIP_VISIBLE_DEVICES", "0,1", "CUDA_VISIBLE_DEVICES", "2,3")),
                        Level.ERROR,
                        "Visibility",
                        "HIP_VISIBLE_DEVICES=0,1 and CUDA_VISIBLE_DEVICES=2,3 differ; where both are set, vLLM wants"
                                + " them equal.",
                        "unset CUDA_VISIBLE_DEVICES"));
    }

    private static Stream<Arguments> settings() {
        return Stream.of(
                ill(
                        "little shared memory in a container",
                        host -> host.put("/.dockerenv", "")
                                .put("/proc/mounts", "shm /dev/shm tmpfs rw,nosuid,size=65536k,inode64 0 0\n"),
                        Level.WARNING,
                        "Memory",
                        "/dev/shm has 0.1 GiB, but an engine on several GPUs wants 8 or more.",
                        "docker run --shm-size 16G …"),
                ill(
                        "little shared memory on a host",
                        host -> host.put("/proc/mounts", "tmpfs /dev/shm tmpfs rw,size=1% 0 0\n")
                                .put("/proc/meminfo", "MemTotal:       1048576 kB\n"),
                        Level.WARNING,
                        "Memory",
                        "/dev/shm has 0.0 GiB, but an engine on several GPUs wants 8 or more.",
                        "sudo mount --options remount,size=16G /dev/shm"),
                ill(
                        "NUMA balancing",
                        host -> host.put("/proc/sys/kernel/numa_balancing", "1\n"),
                        Level.WARNING,
                        "NUMA",
                        "Balancing is on, which moves pages under running GPUs and slows them.",
                        "sudo sysctl kernel.numa_balancing=0"),
                ill(
                        "IOMMU",
                        host -> host.put("/proc/cmdline", "ro iommu=ptx quiet\n"),
                        Level.WARNING,
                        "IOMMU",
                        "The kernel was started without iommu=pt, so what GPUs exchange is translated.",
                        "sudo grubby --update-kernel=ALL --args=iommu=pt   # Debian: GRUB_CMDLINE_LINUX; then reboot"));
    }

    private static Arguments ill(
            String what, Consumer<FakeHost> ill, Level level, String subject, String said, String fix) {
        return Arguments.of(what, ill, level, subject, said, fix);
    }

    @Test
    @DisplayName(
            "asks nothing of a virtual machine that its host decides, nor of ROCm and a driver that have no version")
    void leavesOut() {
        FakeHost guest = new FakeHost()
                .put("/proc/cpuinfo", "processor : 0\nflags\t\t: fpu hypervisor lahf_lm\n")
                .put("/proc/cmdline", "ro\n")
                .put("/proc/sys/kernel/osrelease", "6.8.0-52-generic\n")
                .without("/sys/module/amdgpu/version")
                .put("/sys/module/amdgpu/initstate", "live\n")
                .without("/opt/rocm")
                .without("/proc/mounts");

        assertThat(new HostDoctor(CATALOG).examine(guest.host()).wide(false))
                .filteredOn(line -> !line.contains("Images"))
                .containsExactly(
                        "OK       Examined      This host is examined.",
                        "OK       Driver        amdgpu of the kernel 6.8.0-52-generic is loaded.",
                        "OK       Devices       /dev/kfd and 8 render devices can be opened.",
                        "OK       GPUs          8 MI300X (gfx942, 192 GiB), told by /sys/class/kfd.",
                        "OK       ROCm          None is in /opt/rocm, and none is needed: the engines' images bring"
                                + " theirs.",
                        "OK       NUMA          Balancing is off.");
    }

    @Test
    @DisplayName("says of a tool that fails that it does")
    void brokenTool() {
        FakeHost fake = new FakeHost();
        Host host = new Host(
                fake,
                command -> command.getFirst().equals("amd-smi")
                        ? new CommandRunner.Result.Failed("does not end within 15 s")
                        : new CommandRunner.Result.Absent(),
                Map.of());

        assertThat(new HostDoctor(CATALOG).examine(host).findings())
                .contains(Finding.warning("GPUs", "amd-smi does not end within 15 s.", "amd-smi"));
    }

    @Test
    @DisplayName("finds an image that is not built for a GPU")
    void foreignImage() {
        EngineRelease engine = new EngineRelease(
                "vllm", "9.9.9", Map.of("gfx950", "image"), ArgumentTable.EMPTY, Map.of(), List.of(), List.of(), true);
        Host host = new FakeHost().host();
        Detection gpus = new GpuDetection(CATALOG.gpus()).detect(host);

        assertThat(new RocmCheck(List.of(engine)).of(host, gpus))
                .contains(Finding.error(
                        "Images",
                        "The image of vllm 9.9.9 is not built for MI300X (gfx942); its targets are gfx950.",
                        "docker run … IMAGE   # one that is built for them"));
    }
}
