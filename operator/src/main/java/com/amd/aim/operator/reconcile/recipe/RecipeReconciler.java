package com.amd.aim.operator.reconcile.recipe;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.operator.api.AIMRecipe;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.plan.RecipeVerdict;
import com.amd.aim.operator.status.ConditionState;
import com.amd.aim.operator.status.Conditions;
import com.amd.aim.operator.status.Recorder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Says of each AIMRecipe whether it could ever work, and why not. */
@ControllerConfiguration(
        name = "aimrecipe",
        fieldManager = Names.FIELD_MANAGER,
        informer = @Informer(comparableResourceVersions = false),
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 10, timeUnit = TimeUnit.MINUTES))
@GradualRetry(maxAttempts = -1, initialInterval = 1_000, intervalMultiplier = 2, maxInterval = 60_000)
public final class RecipeReconciler implements Reconciler<AIMRecipe> {
    private final Catalog catalog;
    private final Recorder recorder;
    private final InstantSource clock;

    /**
     * Wires it.
     *
     * @param catalog by which recipes are judged
     */
    public RecipeReconciler(Catalog catalog, Recorder recorder, InstantSource clock) {
        this.catalog = catalog;
        this.recorder = recorder;
        this.clock = clock;
    }

    @Override
    public UpdateControl<AIMRecipe> reconcile(AIMRecipe recipe, Context<AIMRecipe> context) {
        ConditionState valid = RecipeVerdict.of(recipe, catalog);
        AIMRecipe.Status status = RecipeVerdict.status(recipe, valid, clock.instant());
        if (status.equals(recipe.getStatus())) {
            return UpdateControl.noUpdate();
        }
        if (isNews(recipe, valid)) {
            recorder.record(recipe, valid.reason(), valid.message());
        }
        return UpdateControl.patchStatus(fresh(recipe, status));
    }

    private static boolean isNews(AIMRecipe recipe, ConditionState valid) {
        return Optional.ofNullable(recipe.getStatus())
                .flatMap(old -> Conditions.find(old.conditions(), RecipeVerdict.VALID))
                .filter(old -> old.getReason().equals(valid.reason().name()))
                .isEmpty();
    }

    /** Only what is ours: an applied status is complete, and holds nothing but itself. */
    private static AIMRecipe fresh(AIMRecipe recipe, AIMRecipe.Status status) {
        AIMRecipe fresh = new AIMRecipe();
        fresh.setMetadata(new ObjectMetaBuilder()
                .withName(recipe.getMetadata().getName())
                .withNamespace(recipe.getMetadata().getNamespace())
                .build());
        fresh.setStatus(status);
        return fresh;
    }
}
