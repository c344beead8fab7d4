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
import java.time.Instant;
import java.util.List;
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

    /** The whole status. */
    public static AIMRecipe.Status status(AIMRecipe recipe, ConditionState valid, Instant now) {
        AIMRecipe.@Nullable Status old = recipe.getStatus();
        long generation = recipe.getMetadata().getGeneration();
        // kstatus knows no Valid: that a recipe needs an edit, it has to be told by Stalled
        List<ConditionState> told = valid.truth() == ConditionState.Truth.True
                ? List.of(valid)
                : List.of(valid, ConditionState.isTrue(STALLED, valid.reason(), valid.message()));
        return new AIMRecipe.Status(
                generation, Conditions.merge(old == null ? null : old.conditions(), told, generation, now));
    }
}
