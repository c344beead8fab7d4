package com.amd.aim.engine.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.catalog.Catalog;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeLabelsTest {
    private static final GpuCatalog GPUS = Catalog.builtIn().gpus();

    @ParameterizedTest(name = "{0} → {1}")
    @DisplayName("one kind of GPU is told from any of the labels' shapes, device id first")
    @CsvSource({
        "amd.com/gpu.device-id=74a1, MI300X",
        "beta.amd.com/gpu.device-id=74a1 beta.amd.com/gpu.device-id.74a1=8, MI300X",
        "beta.amd.com/gpu.device-id.74a1=8, MI300X",
        "amd.com/gpu.device-id=74b5 amd.com/gpu.vram=192G, MI300X",
        "amd.com/gpu.device-id=74a5 amd.com/gpu.product-name=AMD_Instinct_MI325_OAM, MI325X",
        "amd.com/gpu.product-name=AMD_Instinct_MI325_OAM, MI325X",
        "amd.com/gpu.product-name=AMD_Instinct_MI300X_OAM amd.com/gpu.family=AI, MI300X",
        "amd.com/gpu.device-id=ffff amd.com/gpu.product-name=AMD_Instinct_MI355_OAM, MI355X",
        "amd.com/gpu.vram=192G amd.com/gpu.cu-count=304, MI300X",
        "amd.com/gpu.vram=192G amd.com/gpu.cu-count=80, MI308X",
        "beta.amd.com/gpu.vram.256G=8 beta.amd.com/gpu.cu-count.304=8, MI325X",
        "amd.com/gpu.device-id=74a1 amd.com/gpu.compute-memory-partition=spx_nps1, MI300X",
        "amd.com/gpu.device-id=74a1 amd.com/gpu.compute-memory-partition=cpx_nps4, MI300X/cpx_nps4",
        "beta.amd.com/gpu.product-name=AMD_Instinct_MI325_OAM beta.amd.com/gpu.compute-memory-partition=cpx_nps1, MI325X/cpx_nps1",
        "amd.com/gpu.device-id=74a1 amd.com/gpu.device-id.74a9=4, MI300X"
    })
    void identified(String labels, String gpu) {
        assertThat(identify(labels))
                .isEqualTo(new GpuIdentity.Identified(GPUS.byName(gpu).orElseThrow()));
    }

    @Test
    @DisplayName("a node with two kinds of GPU has counted keys only and is mixed")
    void mixed() {
        assertThat(identify("amd.com/gpu.device-id.74a1=4 amd.com/gpu.device-id.740f=3"))
                .isInstanceOfSatisfying(
                        GpuIdentity.Mixed.class,
                        mixed -> assertThat(mixed.counts())
                                .containsExactly(Map.entry("MI210", 3), Map.entry("MI300X", 4)));
        assertThat(identify("amd.com/gpu.device-id.74a1=4 amd.com/gpu.device-id.1002=1"))
                .isInstanceOfSatisfying(
                        GpuIdentity.Mixed.class,
                        mixed -> assertThat(mixed.counts())
                                .containsExactly(Map.entry("1002", 1), Map.entry("MI300X", 4)));
    }

    @ParameterizedTest(name = "{0} → {1}")
    @DisplayName("what cannot be told says why")
    @CsvSource(
            delimiter = '|',
            value = {
                "amd.com/gpu.device-id=1234 | device-id 1234",
                "amd.com/gpu.vram=64G amd.com/gpu.cu-count=104 | MI210 and MI250 alike",
                "amd.com/gpu.vram=288G amd.com/gpu.cu-count=256 | MI350X and MI355X alike",
                "amd.com/gpu.family=AI | name no known GPU",
                "amd.com/gpu.device-id=740f amd.com/gpu.compute-memory-partition=cpx_nps4 | Its MI210 are partitioned (cpx_nps4), and how",
                "amd.com/gpu.device-id=74a1 amd.com/gpu.cu-count=38 | 38 of 304 compute units",
                "feature.node.kubernetes.io/amd-gpu=true | none of the node labeller's labels"
            })
    void unknown(String labels, String reason) {
        assertThat(identify(labels))
                .isInstanceOfSatisfying(
                        GpuIdentity.Unknown.class,
                        unknown -> assertThat(unknown.reason()).contains(reason));
    }

    @Test
    @DisplayName("a node whose labels never speak of AMD has none")
    void none() {
        assertThat(identify("kubernetes.io/arch=amd64 nvidia.com/gpu.product=H100"))
                .isEqualTo(new GpuIdentity.None());
    }

    private static GpuIdentity identify(String labels) {
        Map<String, String> map = Arrays.stream(labels.strip().split(" "))
                .map(label -> label.split("=", 2))
                .collect(Collectors.toMap(label -> label[0], label -> label[1]));
        return NodeLabels.identify(map, GPUS);
    }
}
