package com.amd.aim.engine.selection;

import static com.amd.aim.engine.selection.Recipes.nodes;
import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.hardware.Precision;
import com.amd.aim.engine.recipe.Arguments;
import com.amd.aim.engine.recipe.Configuration;
import com.amd.aim.engine.recipe.Readiness;
import com.amd.aim.engine.recipe.Recipe;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A replica over several nodes")
class SeveralNodesTest {
    private static final Catalog CATALOG = Catalog.builtIn();
    private static final String LLAMA = "meta-llama/Llama-3.1-405B-Instruct";
    private static final String QWEN = "Qwen/Qwen3-32B";

    /** Of two nodes, as somebody wrote it. */
    private static final Recipe WRITTEN = Recipes.with(
            Recipes.recipe("two-nodes", QWEN, "MI300X", Precision.BF16, Readiness.PRODUCTION, 4),
            new Configuration("vllm-2x8", "vllm", 16, 2, true, null, Arguments.NONE, Map.of(), OptionalDouble.empty()));

    @ParameterizedTest(name = "{0} on {1}, at most {2} nodes")
    @CsvSource(
            delimiter = '|',
            value = {
                LLAMA + " | 4xMI210:8              | 3 | 3x8xMI210",
                LLAMA + " | 4xMI210:8              | 4 | 4x4xMI210",
                LLAMA + " | 8xMI210:4              | 8 | 4x4xMI210",
                LLAMA + " | 4xMI210:8,1xMI300X:8   | 4 | 8xMI300X",
                QWEN + " | 4xMI300X:8      | 4 | 4xMI300X",
            })
    @DisplayName("R68 is generated only where one node does not do, with as few GPUs and nodes as will")
    void generated(String model, String nodes, int maxNodes, String gpus) {
        assertThat(select(Request.of(model).withMaxNodes(maxNodes), nodes(nodes)))
                .asInstanceOf(InstanceOfAssertFactories.type(Chosen.class))
                .satisfies(chosen -> {
                    assertThat(chosen.gpus().shortText()).isEqualTo(gpus);
                    assertThat(chosen.fit().fits()).isTrue();
                    assertThat(chosen.fit().layout().pipeline()).isEqualTo(chosen.nodes());
                });
    }

    @Test
    @DisplayName("is not taken unless it is allowed, and the refusal says how it would be")
    void notAllowed() {
        assertThat(select(Request.of(LLAMA), nodes("4xMI210:8")))
                .asInstanceOf(InstanceOfAssertFactories.type(NothingFits.class))
                .satisfies(nothing ->
                        assertThat(nothing.message()).endsWith(" The smallest hardware that would do is 2 x MI325X."));
        assertThat(select(new Request(LLAMA, null, "MI210", null, null, null), nodes("4xMI210:8")))
                .asInstanceOf(InstanceOfAssertFactories.type(NothingFits.class))
                .satisfies(nothing -> assertThat(nothing.message())
                        .endsWith(" The smallest hardware that would do is 3 nodes of 8 x MI210, which maxNodes 3 would"
                                + " allow."));
    }

    @Test
    @DisplayName("is allowed by a written recipe, but not against the request, the cluster or the nodes there are")
    void written() {
        Request sixteen = new Request(QWEN, null, null, 16, null, null);
        assertThat(select(sixteen, nodes("2xMI300X:8"), WRITTEN))
                .asInstanceOf(InstanceOfAssertFactories.type(Chosen.class))
                .extracting(Chosen::choice)
                .isEqualTo(new Choice("two-nodes", "vllm-2x8", "vllm", "MI300X", "amd.com/gpu", 16, 2, Precision.BF16));
        assertThat(reason(select(sixteen.withMaxNodes(1), nodes("2xMI300X:8"), WRITTEN)))
                .isEqualTo("It needs 2 nodes; the request allows 1 (maxNodes).");
        assertThat(reason(select(sixteen, nodes("1xMI300X:8,3xMI300X:4"), WRITTEN)))
                .isEqualTo("It needs 8 GPUs in each of 2 nodes; 1 of the MI300X nodes has them.");
        assertThat(reason(select(sixteen, nodes("3xMI300X:4"), WRITTEN)))
                .isEqualTo("It needs 8 GPUs in each of 2 nodes; the largest MI300X node has 4.");
        assertThat(reason(select(sixteen, nodes("2xMI300X:8").apart(), WRITTEN)))
                .isEqualTo("It needs 2 nodes, and nothing here starts one server over several.");
    }

    @Test
    @DisplayName("waits for no free GPU: what is free on too few nodes ranks behind what is free on enough")
    void free() {
        Request request = Request.of(LLAMA).withMaxNodes(3);
        assertThat(select(request, nodes("2xMI210:8/8,1xMI210:8/0,3xMI250X:8/8")))
                .asInstanceOf(InstanceOfAssertFactories.type(Chosen.class))
                .extracting(chosen -> chosen.gpu().name())
                .isEqualTo("MI250X");
    }

    private static Selection select(Request request, Inventory inventory, Recipe... recipes) {
        return Selector.select(request, inventory, CATALOG, List.of(recipes));
    }

    private static String reason(Selection selection) {
        return selection.candidates().stream()
                .filter(candidate -> candidate.recipe().equals("two-nodes"))
                .map(candidate -> candidate.verdict().reason())
                .findFirst()
                .orElseThrow();
    }
}
