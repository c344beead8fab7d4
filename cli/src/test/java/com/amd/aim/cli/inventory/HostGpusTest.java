package com.amd.aim.cli.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.detect.DetectedGpu;
import com.amd.aim.engine.detect.Detection;
import com.amd.aim.engine.detect.GpuReading;
import com.amd.aim.engine.detect.GpuSource;
import com.amd.aim.engine.hardware.GpuCatalog;
import com.amd.aim.engine.selection.Inventory;
import com.amd.aim.engine.selection.NodeGpus;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("GPUs of this host")
class HostGpusTest {
    private static final GpuCatalog GPUS = Catalog.builtIn().gpus();

    @Test
    @DisplayName("are counted by kind, parts of GPUs as kinds of their own")
    void kinds() {
        Inventory inventory = inventory(
                Stream.concat(several(2, "MI300X", Optional.empty()), several(8, "MI300X", Optional.of("cpx_nps4")))
                        .toList());

        assertThat(inventory.nodes())
                .containsExactly(
                        new NodeGpus("this-host", "MI300X", "amd.com/gpu", 2, OptionalInt.of(2)),
                        new NodeGpus("this-host", "MI300X/cpx_nps4", "amd.com/cpx_nps4", 8, OptionalInt.of(8)));
        assertThat(inventory.excluded()).isEmpty();
    }

    @Test
    @DisplayName("are left out where the catalogue does not know them, each kind named once")
    void unknown() {
        Inventory inventory = inventory(several(2, "MI999", Optional.empty()).toList());

        assertThat(inventory.nodes()).isEmpty();
        assertThat(inventory.excluded())
                .containsExactly(new Inventory.Excluded("this-host", "GPU MI999, which the catalogue does not know"));
    }

    private static Inventory inventory(List<DetectedGpu> gpus) {
        Stock stock = new HostGpus(GPUS).of(new Detection.Found(GpuSource.KFD, gpus, gpus, List.of(), List.of()));
        assertThat(stock.place()).isEqualTo("on this host");
        return stock.inventory();
    }

    private static Stream<DetectedGpu> several(int count, String name, Optional<String> partition) {
        return IntStream.range(0, count)
                .mapToObj(index -> new DetectedGpu(
                        new GpuReading(
                                index,
                                Optional.empty(),
                                List.of(name),
                                Optional.empty(),
                                OptionalLong.empty(),
                                OptionalInt.empty(),
                                partition,
                                Optional.empty()),
                        GPUS.byName(name)));
    }
}
