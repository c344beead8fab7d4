package com.amd.aim.engine.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.amd.aim.engine.catalog.Catalog;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Nodes in their short form")
class NodeFormTest {
    private static final GpuCatalog GPUS = Catalog.builtIn().gpus();

    @Test
    @DisplayName("are named by their GPUs, in the catalogue's spelling, and numbered")
    void parse() {
        List<NodeForm> nodes = NodeForm.parse("2xMI300X:8, 1xmi300x:4+0x740f:2,1xMI300X:1", GPUS);

        assertThat(nodes)
                .extracting(NodeForm::name, node -> node.gpus().getFirst().count())
                .containsExactly(
                        tuple("mi300x-0", 8), tuple("mi300x-1", 8), tuple("mi300x-mi210-0", 4), tuple("mi300x-2", 1));
        assertThat(nodes.get(2).gpus()).extracting(kind -> kind.gpu().name()).containsExactly("MI300X", "MI210");
        assertThat(NodeForm.parse(" ", GPUS)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2xMI9000:8", "1xMI300X/dual:16"})
    @DisplayName("are refused with the known ones where a GPU, or a way to divide it, is not known")
    void unknown(String text) {
        String gpu = text.replaceFirst("^\\dx", "").replaceFirst(":.*", "");

        assertThatThrownBy(() -> NodeForm.parse(text, GPUS))
                .hasMessageStartingWith("\"%s\" names an unknown GPU, %s; known are ".formatted(text, gpu))
                .hasMessageContaining("MI300X");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MI300X", "2xMI300X", "xMI300X:8", "2xMI300X:", "2xMI300X:8,", "-1xMI300X:8", "two"})
    @DisplayName("are refused with the form they should have")
    void malformed(String text) {
        assertThatThrownBy(() -> NodeForm.parse(text, GPUS))
                .hasMessageEndingWith(
                        "is not of the form NODESxGPU:COUNT; two nodes with eight MI300X each are 2xMI300X:8.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2xMI300X:8,1xMI325X:8 | true",
                "2xMI300X: | true",
                "nodes.yaml | false",
                "2x.yaml | false",
                "apiVersion: v1 | false",
            })
    @DisplayName("are told from names of files and from manifests")
    void isMeant(String text, boolean meant) {
        assertThat(NodeForm.isMeant(text)).isEqualTo(meant);
    }
}
