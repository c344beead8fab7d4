package com.amd.aim.cli.placement;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.selection.Inventory;
import com.amd.aim.engine.selection.NodeGpus;
import com.amd.aim.engine.selection.Request;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a plan with servers that stretch over several nodes")
class PlacerTest {
    private static final Catalog CATALOG = Catalog.builtIn();
    private static final Request LARGE =
            Request.of("meta-llama/Llama-3.1-405B-Instruct").withMaxNodes(3);

    @Test
    @DisplayName("takes the GPUs of all nodes of a server, and leaves those of the others to the next")
    void wholeGroups() {
        Inventory there = nodes(8, 4, 8, 8);

        Plan plan = Placer.place(
                CATALOG,
                there,
                List.of(wanted("large", LARGE, 1, there), wanted("small", Request.of("Qwen/Qwen3-8B"), 1, there)));

        assertThat(plan.fits()).isTrue();
        assertThat(new PlanText(false, false).lines(plan))
                .containsExactly(
                        "SERVICE     MODEL                               GPUS       PLACED  ON",
                        "team/large  meta-llama/Llama-3.1-405B-Instruct  3x8xMI210  1/1     a, c, d",
                        "team/small  Qwen/Qwen3-8B                       1xMI210    1/1     b",
                        "",
                        "NODE  GPU    LEFT",
                        "a     MI210  0 of 8",
                        "b     MI210  3 of 4",
                        "c     MI210  0 of 8",
                        "d     MI210  0 of 8");
    }

    @Test
    @DisplayName("takes nothing for a server whose nodes are not all there, and says what one takes")
    void noHalfGroups() {
        Inventory there = nodes(8, 8, 8, 8, 8);

        Plan plan = Placer.place(CATALOG, there, List.of(wanted("large", LARGE, 2, there)));

        Placement large = plan.services().getFirst();
        assertThat(large.placed()).isEqualTo(1);
        assertThat(large.nodes()).isEqualTo(3);
        assertThat(large.gpuCount()).isEqualTo(24);
        assertThat(large.on()).extracting(Placement.OnNode::node).containsExactly("a", "b", "c");
        assertThat(large.reason())
                .isEqualTo("One server takes 8 MI210 of each of 3 nodes, and left are 8 on d, 8 on e.");
        assertThat(plan.left()).extracting(Plan.Left::free).containsExactly(0, 0, 0, 8, 8);
    }

    private static Wanted wanted(String name, Request request, int replicas, Inventory there) {
        return new Wanted("team", name, request, replicas, there, List.of());
    }

    private static Inventory nodes(int... gpus) {
        return Inventory.of(IntStream.range(0, gpus.length)
                .mapToObj(number -> new NodeGpus(
                        Character.toString('a' + number),
                        "MI210",
                        "amd.com/gpu",
                        gpus[number],
                        OptionalInt.of(gpus[number])))
                .toList());
    }
}
