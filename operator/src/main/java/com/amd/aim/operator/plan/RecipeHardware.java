package com.amd.aim.operator.plan;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.recipe.Configuration;
import com.amd.aim.engine.recipe.Origin;
import com.amd.aim.engine.recipe.Recipe;
import com.amd.aim.engine.selection.Inventory;
import com.amd.aim.engine.selection.NodeGpus;
import com.amd.aim.operator.api.AIMRecipe;
import com.amd.aim.operator.status.ConditionState;
import com.amd.aim.operator.status.Reason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes can run an AIMRecipe now.
 *
 * @param nodes how many; absent: that is not known
 * @param available the condition
 */
public record RecipeHardware(@Nullable Integer nodes, ConditionState available) {
    public static final String HARDWARE_AVAILABLE = "HardwareAvailable";

    /**
     * Looks.
     *
     * @param inventory what a service that asks for nothing in particular could use; empty: nodes may not be listed
     */
    public static RecipeHardware of(AIMRecipe recipe, Catalog catalog, Optional<Inventory> inventory) {
        Recipe mapped = RecipeMapper.map(recipe, Origin.NAMESPACE);
        if (inventory.isEmpty()) {
            return new RecipeHardware(
                    null,
                    ConditionState.isUnknown(
                            HARDWARE_AVAILABLE, Reason.NodesUnknown, "The operator may not list nodes."));
        }
        int fewest = mapped.configurations().stream()
                .filter(Configuration::enabled)
                .mapToInt(Configuration::gpuCount)
                .min()
                .orElse(1);
        long nodes = inventory.get().nodes().stream()
                .filter(node -> node.allocatable() >= fewest && runs(node, mapped, catalog))
                .map(NodeGpus::node)
                .distinct()
                .count();
        return new RecipeHardware(Math.toIntExact(nodes), condition(mapped, fewest, nodes));
    }

    private static boolean runs(NodeGpus node, Recipe recipe, Catalog catalog) {
        Optional<Gpu> own = catalog.gpus().byName(recipe.hardware());
        return own.isPresent()
                && catalog.gpus()
                        .byName(node.gpu())
                        .filter(gpu -> gpu.standsInFor(own.get()))
                        .isPresent();
    }

    private static ConditionState condition(Recipe recipe, int fewest, long nodes) {
        String gpus = "%d x %s, or as many of a GPU that stands in for it".formatted(fewest, recipe.hardware());
        return nodes > 0
                ? ConditionState.isTrue(
                        HARDWARE_AVAILABLE,
                        Reason.HardwarePresent,
                        "%d %s %s.".formatted(nodes, nodes == 1 ? "node has" : "nodes have", gpus))
                : ConditionState.isFalse(HARDWARE_AVAILABLE, Reason.HardwareAbsent, "No usable node has " + gpus + ".");
    }
}
