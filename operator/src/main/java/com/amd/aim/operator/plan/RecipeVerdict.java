package com.amd.aim.operator.plan;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.recipe.Configuration;
import com.amd.aim.engine.recipe.Origin;
import com.amd.aim.engine.recipe.Recipe;
import com.amd.aim.engine.selection.RecipeCheck;
import com.amd.aim.operator.api.AIMRecipe;
import com.amd.aim.operator.status.ConditionState;
import com.amd.aim.operator.status.Conditions;
import com.amd.aim.operator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether an AIMRecipe could ever work, whatever GPUs the cluster has. */
public final class RecipeVerdict {
    public static final String VALID = "Valid";
    public static final String STALLED = "Stalled";

    private RecipeVerdict() {}

    /** The condition. */
    public static ConditionState of(AIMRecipe recipe, Catalog catalog) {
        // where it is found matters to a choice, not to this
        Recipe mapped = RecipeMapper.map(recipe, Origin.NAMESPACE);
        List<String> problems = RecipeCheck.problems(mapped, catalog);
        long usable =
                mapped.configurations().stream().filter(Configuration::enabled).count();
        return problems.isEmpty()
                ? ConditionState.isTrue(
                        VALID,
                        Reason.Valid,
                        "%d %s for %s can be used."
                                .formatted(usable, usable == 1 ? "configuration" : "configurations", mapped.hardware()))
                : ConditionState.isFalse(VALID, Reason.Invalid, String.join(" ", problems));
    }

    /**
     * The whole status.
     *
     * @param hardware empty: not looked at yet, then what was said before stays
     * @param usedBy the services it was chosen for, sorted
     */
    public static AIMRecipe.Status status(
            AIMRecipe recipe,
            ConditionState valid,
            Optional<RecipeHardware> hardware,
            List<String> usedBy,
            Instant now) {
        AIMRecipe.@Nullable Status old = recipe.getStatus();
        long generation = recipe.getMetadata().getGeneration();
        List<ConditionState> told = new ArrayList<>(List.of(valid));
        hardware.map(RecipeHardware::available).ifPresent(told::add);
        // kstatus knows no Valid: that a recipe needs an edit, it has to be told by Stalled
        if (valid.truth() != ConditionState.Truth.True) {
            told.add(ConditionState.isTrue(STALLED, valid.reason(), valid.message()));
        }
        List<Condition> before = old == null ? null : old.conditions();
        List<Condition> conditions = new ArrayList<>(Conditions.merge(before, told, generation, now));
        if (hardware.isEmpty()) {
            Conditions.find(before, RecipeHardware.HARDWARE_AVAILABLE).ifPresent(kept -> conditions.add(1, kept));
        }
        Integer nodes = old == null ? null : old.matchingNodes();
        return new AIMRecipe.Status(
                generation, hardware.isPresent() ? hardware.get().nodes() : nodes, usedBy, conditions);
    }
}
