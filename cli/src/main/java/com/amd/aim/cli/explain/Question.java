package com.amd.aim.cli.explain;

import com.amd.aim.cli.inventory.Stock;
import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.selection.Inventory;
import com.amd.aim.engine.selection.NodeGpus;
import com.amd.aim.engine.selection.Request;
import com.amd.aim.engine.selection.Selection;
import com.amd.aim.engine.selection.Selector;
import com.amd.aim.operator.view.GpuResources;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What is to be explained.
 *
 * @param request what somebody asks for
 * @param stock what there is
 * @param catalog what is known
 */
public record Question(Request request, Stock stock, Catalog catalog) {
    /** What is chosen. */
    public Selection answer() {
        return answer(request);
    }

    /** What would be chosen for another request. */
    Selection answer(Request other) {
        return Selector.select(other, stock.inventory(), catalog, stock.recipes());
    }

    /** What would be chosen if there were one more node. */
    Selection answerWith(Gpu gpu, int count) {
        List<NodeGpus> nodes = new ArrayList<>(stock.inventory().nodes());
        nodes.add(new NodeGpus("one-more", gpu.name(), GpuResources.ofKind(gpu), count, OptionalInt.of(count)));
        return Selector.select(
                request,
                new Inventory(
                        nodes, stock.inventory().spansNodes(), stock.inventory().excluded()),
                catalog,
                stock.recipes());
    }
}
