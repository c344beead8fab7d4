package com.amd.aim.engine.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.catalog.Catalog;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GpuCatalogTest {
    private static final GpuCatalog GPUS = Catalog.builtIn().gpus();

    @Test
    @DisplayName("R3 every Instinct GPU is there, newest first")
    void all() {
        assertThat(GPUS.names()).isEqualTo("MI355X, MI350X, MI325X, MI300X, MI308X, MI300A, MI250X, MI250, MI210");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @DisplayName("every spelling of a GPU means it")
    @CsvSource({
        "MI300X, MI300X",
        "mi300x, MI300X",
        "AMD_Instinct_MI300X_OAM, MI300X",
        "AMD Instinct MI300X, MI300X",
        "MI300X_HF, MI300X",
        "AMD Instinct MI300X VF, MI300X",
        "74a1, MI300X",
        "0x74A1, MI300X",
        "74b5, MI300X",
        "74a9, MI300X",
        "AMD_Instinct_MI325_OAM, MI325X",
        "AMD_Instinct_MI325X, MI325X",
        "AMD_Instinct_MI355_OAM, MI355X",
        "AMD_Instinct_MI350_OAM, MI350X",
        "AMD_INSTINCT_MI250_MCM_OAM_AC_MBA, MI250",
        "7408, MI250X",
        "Instinct_MI210, MI210",
        "74a8, MI308X"
    })
    void spellings(String spelling, String name) {
        assertThat(GPUS.byName(spelling).map(Gpu::name)).contains(name);
    }

    @ParameterizedTest
    @DisplayName("what is no GPU is not taken for one")
    @ValueSource(strings = {"", "MI300", "H100", "AMD", "AMD Instinct", "oam", "0x", "-"})
    void unknown(String spelling) {
        assertThat(GPUS.byName(spelling)).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1} GiB, fp8 {2}, mxfp4 {3}")
    @DisplayName("R21 memory per schedulable device and the formats it computes are as AMD publishes them")
    @CsvSource({
        "MI210, 64, , ",
        "MI250, 64, , ",
        "MI250X, 64, , ",
        "MI300A, 128, NATIVE, CONVERTED",
        "MI300X, 192, NATIVE, CONVERTED",
        "MI308X, 192, NATIVE, CONVERTED",
        "MI325X, 256, NATIVE, CONVERTED",
        "MI350X, 288, NATIVE, NATIVE",
        "MI355X, 288, NATIVE, NATIVE"
    })
    void facts(String name, long gibibytes, Computation fp8, Computation mxfp4) {
        Gpu gpu = GPUS.byName(name).orElseThrow();
        assertThat(gpu.memoryBytes()).isEqualTo(gibibytes << 30);
        assertThat(gpu.precisions().get(Precision.FP8)).isEqualTo(fp8);
        assertThat(gpu.precisions().get(Precision.MXFP4)).isEqualTo(mxfp4);
    }

    @Test
    @DisplayName("R49 the hardware profiles are as designed")
    void profiles() {
        assertThat(GPUS.byName("MI300X").orElseThrow().defaults()).satisfies(profile -> {
            assertThat(profile.memoryUtilization()).hasValue(0.9);
            assertThat(profile.maxLength()).hasValue(32768);
            assertThat(profile.precision()).contains(Precision.BF16);
        });
        assertThat(GPUS.byName("MI325X").orElseThrow().defaults()).satisfies(profile -> {
            assertThat(profile.memoryUtilization()).hasValue(0.95);
            assertThat(profile.maxLength()).hasValue(65536);
            assertThat(profile.precision()).contains(Precision.BF16);
        });
    }

    @Test
    @DisplayName("a GPU stands in for one of its target with no more memory, and for no other")
    void standIns() {
        Gpu mi300x = GPUS.byName("MI300X").orElseThrow();
        assertThat(GPUS.all().stream().filter(gpu -> gpu.standsInFor(mi300x)).map(Gpu::name))
                .containsExactly("MI325X", "MI300X", "MI308X");
    }
}
