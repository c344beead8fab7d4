package com.amd.aim.engine.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.hardware.GpuCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Detection (R19)")
class GpuDetectionTest {
    private static final GpuCatalog GPUS = Catalog.builtIn().gpus();

    @TempDir
    private Path root;

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("counts GPUs by kind, and says who told")
    @CsvSource(delimiter = '|', textBlock = """
            mi210         | 4 MI210 (gfx90a, 64 GiB), told by rocm-smi.
            mi210-rocm7   | 1 MI210 (gfx90a, 64 GiB), told by amd-smi.
            mi250         | 8 MI250 (gfx90a, 64 GiB), told by /sys/class/kfd.
            mi250x        | 16 MI250X (gfx90a, 64 GiB), told by amd-smi.
            mi300x        | 8 MI300X (gfx942, 192 GiB, spx_nps1), told by amd-smi.
            mi300x-cpx    | 64 MI300X (gfx942, 192 GiB, cpx_nps4), told by /sys/class/kfd.
            mi325x        | 8 MI325X (gfx942, 256 GiB, spx_nps1), told by rocm-smi.
            mi355x        | 8 MI355X (gfx950, 288 GiB, spx_nps1), told by amd-smi.
            vm            | 2 MI300X (gfx942, 192 GiB), told by amd-smi.
            two-kinds     | 2 MI210 and 2 MI300X (gfx90a, 64 GiB, gfx942, 192 GiB), told by /sys/class/kfd.
            container     | 2 MI300X (gfx942, 192 GiB), told by /sys/class/kfd.
            broken-tools  | 1 MI300X (gfx942, 192 GiB), told by /sys/class/kfd.
            unknown       | 1 AMD Instinct MI999X (spx_nps1), told by amd-smi.
            """)
    void found(String machine, String message) throws IOException {
        Detection detection = detect(machine, Map.of());

        assertThat(detection).isInstanceOf(Detection.Found.class);
        assertThat(detection.message()).isEqualTo(message);
        assertThat(detection.remedy()).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("tells no GPU, no driver, no devices and no permission apart, each with what helps")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            amd-cpu      | This host has no AMD GPU. | lspci -d 1002:
            nvidia       | This host has no AMD GPU; it has 2 of NVIDIA, which are not served. | lspci -d 1002:
            no-driver    | The amdgpu driver is not loaded on this host, which has 8 MI300X. | sudo modprobe amdgpu
            no-permission| This user may not open /dev/kfd and /dev/dri/renderD128; the groups render and video may. | sudo usermod -aG render,video "$USER"   # then sign in again
            container-without-devices | The amdgpu driver is loaded, but this container has no /dev/kfd and no /dev/dri/renderD*. | docker run --device /dev/kfd --device /dev/dri --group-add video --group-add render …
            """)
    void barred(String machine, String message, String remedy) throws IOException {
        Detection detection = detect(machine, Map.of());

        assertThat(detection.message()).isEqualTo(message);
        assertThat(detection.remedy()).contains(remedy);
    }

    @Test
    @DisplayName(
            "advises a container's user to be started with the groups, and one without a driver to look at its host")
    void container() throws IOException {
        assertThat(detect("no-permission", Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1"))
                        .remedy())
                .contains("docker run --group-add render --group-add video …");
        assertThat(detect("no-driver", Map.of("container", "podman")).message())
                .isEqualTo("The amdgpu driver is not loaded on the host of this container, which has 8 MI300X.");
        assertThat(detect("container-without-devices", Map.of()).remedy())
                .get()
                .asString()
                .startsWith("docker run");
    }

    @Test
    @DisplayName("keeps why a source did not tell")
    void notes() throws IOException {
        assertThat(detect("broken-tools", Map.of()).notes())
                .containsExactly("amd-smi does not end within 15 s.", "rocm-smi prints no GPU.");
        assertThat(detect("mi210", Map.of()).notes()).containsExactly("amd-smi is not installed.");
        assertThat(detect("mi250", Map.of()).notes())
                .containsExactly(
                        "amd-smi is not installed.",
                        "rocm-smi tells of GPUs that the catalogue does not know: Aldebaran.");
        assertThat(detect("no-driver", Map.of()).notes())
                .containsExactly(
                        "amd-smi ends with status 255: ERROR:root:Unable to get devices, driver not initialized"
                                + " (amdgpu not found in modules).",
                        "rocm-smi prints no GPU.",
                        "There is no /sys/class/kfd/kfd/topology/nodes.");
    }

    @Test
    @DisplayName("tells of each GPU its id, memory, compute units, mode and number, as far as the source does")
    void details() throws IOException {
        Detection.Found cpx = found("mi300x-cpx", Map.of());
        assertThat(cpx.gpus()).allMatch(DetectedGpu::isPartition).hasSize(64);
        GpuReading last = cpx.gpus().getLast().reading();
        assertThat(last.index()).isEqualTo(63);
        assertThat(last.deviceId()).contains("74a1");
        assertThat(last.gfx()).contains("gfx942");
        assertThat(last.memoryBytes()).isEqualTo(OptionalLong.of(24L << 30));
        assertThat(last.computeUnits()).hasValue(38);

        DetectedGpu mi210 = found("two-kinds", Map.of()).gpus().getFirst();
        assertThat(mi210.reading().gfx()).contains("gfx90a");
        assertThat(mi210.reading().computeUnits()).hasValue(104);
        assertThat(mi210.isPartition()).isFalse();

        assertThat(found("mi325x", Map.of()).gpus().getFirst().reading())
                .isEqualTo(new GpuReading(
                        0,
                        Optional.of("74a5"),
                        List.of("AMD Instinct MI325X", "0x74a5"),
                        Optional.of("gfx942"),
                        OptionalLong.of(274_861_129_728L),
                        OptionalInt.empty(),
                        Optional.of("spx_nps1"),
                        Optional.of("a100000000000000")));
        assertThat(found("mi300x", Map.of()).gpus().getFirst().reading().memoryBytes())
                .isEqualTo(OptionalLong.of(196_592L << 20));
    }

    @Test
    @DisplayName("takes a GPU with half its compute units or fewer for a partition where no source tells the mode")
    void partitionByUnits() {
        GpuReading reading = new GpuReading(
                0,
                Optional.of("74a1"),
                List.of(),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalInt.of(38),
                Optional.empty(),
                Optional.empty());
        assertThat(DetectedGpu.of(reading, GPUS).isPartition()).isTrue();
        assertThat(DetectedGpu.of(reading.inMode(Optional.of("spx_nps1")), GPUS).isPartition())
                .isFalse();
    }

    @ParameterizedTest(name = "{0} → {1}")
    @DisplayName("uses the GPUs that the environment leaves visible")
    @CsvSource(delimiter = '|', textBlock = """
            HIP_VISIBLE_DEVICES=0,1                              | 0,1     | HIP_VISIBLE_DEVICES=0,1
            HIP_VISIBLE_DEVICES=3,1,3                            | 3,1     | HIP_VISIBLE_DEVICES=3,1,3
            CUDA_VISIBLE_DEVICES=2                               | 2       | CUDA_VISIBLE_DEVICES=2
            HIP_VISIBLE_DEVICES=2 CUDA_VISIBLE_DEVICES=1         | 2       | HIP_VISIBLE_DEVICES=2
            HIP_VISIBLE_DEVICES= CUDA_VISIBLE_DEVICES=1          | 1       | CUDA_VISIBLE_DEVICES=1
            HIP_VISIBLE_DEVICES=1,9,2                            | 1       | HIP_VISIBLE_DEVICES=1,9,2
            HIP_VISIBLE_DEVICES=-1                               |         | HIP_VISIBLE_DEVICES=-1
            ROCR_VISIBLE_DEVICES=4,5,6 HIP_VISIBLE_DEVICES=1     | 5       | ROCR_VISIBLE_DEVICES=4,5,6 and HIP_VISIBLE_DEVICES=1
            ROCR_VISIBLE_DEVICES=GPU-a100000000000007            | 7       | ROCR_VISIBLE_DEVICES=GPU-a100000000000007
            ROCR_VISIBLE_DEVICES=                                |         | ROCR_VISIBLE_DEVICES=
            """)
    void visible(String variables, String indices, String by) throws IOException {
        Map<String, String> environment = Arrays.stream(variables.split(" ", -1))
                .map(variable -> variable.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));

        Detection.Found found = found("mi300x", environment);

        assertThat(found.gpus()).hasSize(8);
        assertThat(found.usable().stream()
                        .map(gpu -> String.valueOf(gpu.reading().index()))
                        .collect(Collectors.joining(",")))
                .isEqualTo(Optional.ofNullable(indices).orElse(""));
        assertThat(found.message())
                .endsWith("%s leaves %d of them.".formatted(by, found.usable().size()));
        assertThat(found.kinds())
                .isEqualTo(
                        found.usable().isEmpty()
                                ? Map.of()
                                : Map.of("MI300X", found.usable().size()));
    }

    @Test
    @DisplayName("says which entry of the environment names no GPU, and that a hint alone proves none")
    void environmentNotes() throws IOException {
        assertThat(detect("mi300x", Map.of("HIP_VISIBLE_DEVICES", "1,9,2")).notes())
                .containsExactly("HIP_VISIBLE_DEVICES=1,9,2: there is no GPU 9, so it and what follows are ignored.");
        assertThat(detect("nvidia", Map.of()).notes())
                .endsWith("CUDA_VISIBLE_DEVICES=0,1 speaks of GPUs, which nothing confirms.");
        assertThat(detect("amd-cpu", Map.of("HIP_VISIBLE_DEVICES", "-1")).notes())
                .noneMatch(note -> note.contains("VISIBLE"));
    }

    @Test
    @DisplayName("passes over garbage in the driver's files")
    void garbage() throws IOException {
        Host host = Machine.of("broken-tools", root, Map.of());
        Path node = root.resolve("sys/class/kfd/kfd/topology/nodes/2/properties");
        assertThat(node).exists();
        Files.writeString(
                node,
                "\u0000\nsimd_count 99999999999999999999\nsimd_per_cu -4\ndevice_id x\nunique_id 99999999999999999999999\n");

        assertThat(new GpuDetection(GPUS).detect(host))
                .asInstanceOf(type(Detection.NoGpu.class))
                .satisfies(none -> assertThat(none.notes())
                        .endsWith("/sys/class/kfd/kfd/topology/nodes has no GPU that may be read."));
    }

    private Detection detect(String machine, Map<String, String> environment) throws IOException {
        return new GpuDetection(GPUS).detect(Machine.of(machine, root.resolve(machine), environment));
    }

    private Detection.Found found(String machine, Map<String, String> environment) throws IOException {
        return (Detection.Found) detect(machine, environment);
    }
}
