package com.amd.aim.engine.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What tools print")
class ToolTextTest {
    @Test
    @DisplayName("of the further partitions of a GPU, amd-smi tells little: they are as the first")
    void partitions() {
        List<GpuReading> readings = gpus(AmdSmiJson.read("""
                {"gpu_data": [
                  {"gpu": 0, "asic": {"market_name": "AMD Instinct MI300X", "device_id": "0x74a1",
                      "asic_serial": "0xA1", "num_compute_units": 38, "target_graphics_version": "gfx942"},
                    "vram": {"size": {"value": 24574, "unit": "MB"}},
                    "partition": {"accelerator_partition": "CPX", "memory_partition": "NPS4", "partition_id": 0}},
                  {"gpu": 1, "asic": {"market_name": "N/A", "device_id": "N/A", "num_compute_units": "N/A"},
                    "vram": {"size": "N/A"},
                    "partition": {"accelerator_partition": "N/A", "memory_partition": "N/A", "partition_id": 1}}]}
                """));

        assertThat(readings).hasSize(2);
        assertThat(readings.get(1))
                .usingRecursiveComparison()
                .ignoringFields("index")
                .isEqualTo(readings.get(0));
        assertThat(readings.get(1).index()).isEqualTo(1);
        assertThat(readings.get(1).partition()).contains("cpx_nps4");
    }

    @ParameterizedTest(name = "{0} → {1}")
    @DisplayName("amd-smi's sizes are read in every form")
    @CsvSource(delimiter = '|', textBlock = """
            {"value": 196592, "unit": "MB"} | 206141652992
            "196592 MB"                     | 206141652992
            {"value": 192, "unit": "GB"}    | 206158430208
            {"value": 34359738368, "unit": "B"} | 34359738368
            65520                           | 65520
            "N/A"                           |
            {"value": "N/A", "unit": "MB"}  |
            null                            |
            """)
    void sizes(String size, Long bytes) {
        GpuReading reading = gpus(AmdSmiJson.read("[{\"gpu\": 0, \"asic\": {}, \"vram\": {\"size\": " + size + "}}]"))
                .getFirst();
        assertThat(reading.memoryBytes()).isEqualTo(bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes));
    }

    @ParameterizedTest
    @DisplayName("amd-smi's output without GPUs is none")
    @ValueSource(strings = {"", "[]", "{}", "[1, 2]", "{\"gpu_data\": {}}", "[{\"gpu\": 0", "null", "[WARN] nothing"})
    void noGpus(String text) {
        assertThat(AmdSmiJson.read(text)).isEqualTo(new Detector.Answer.None("amd-smi prints no list of GPUs."));
    }

    @Test
    @DisplayName("rocm-smi's nine lines are one GPU, whatever stands around them, and another maker's is none")
    void nineLines() {
        List<GpuReading> readings = gpus(RocmSmiText.read("""
                WARNING: AMD GPU device(s) is/are in a low-power state. Check power control/runtime_status

                GPU[1]          : Card Series:          Aqua Vanjaram [Instinct MI300A]
                GPU[1]          : Card Model:           0x74a0
                GPU[1]          : Card Vendor:          Advanced Micro Devices, Inc. [AMD/ATI]
                GPU[1]          : Card SKU:             N/A
                GPU[1]          : Subsystem ID:         0x74a0
                GPU[1]          : Device Rev:           0x00
                GPU[1]          : Node ID:              5
                GPU[1]          : GUID:                 35406
                GPU[1]          : GFX Version:          gfx942
                GPU[2]          : Incompatible device.
                GPU[2]          : Expected vendor name: Advanced Micro Devices, Inc. [AMD/ATI]
                GPU[2]          : Actual vendor name: NVIDIA
                """));

        assertThat(readings).singleElement().satisfies(reading -> {
            assertThat(reading.index()).isEqualTo(1);
            assertThat(reading.deviceId()).contains("74a0");
            assertThat(reading.gfx()).contains("gfx942");
            assertThat(reading.memoryBytes()).isEmpty();
        });
    }

    private static List<GpuReading> gpus(Detector.Answer answer) {
        return assertThat(answer)
                .asInstanceOf(type(Detector.Answer.Gpus.class))
                .actual()
                .readings();
    }
}
