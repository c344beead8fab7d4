package com.amd.aim.operator.reconcile.recipe;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.operator.OperatorConfig;
import com.amd.aim.operator.api.AIMRecipe;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.AIMServiceStatus;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.plan.RecipeHardware;
import com.amd.aim.operator.plan.RecipeVerdict;
import com.amd.aim.operator.plan.ServiceInventory;
import com.amd.aim.operator.plan.ServiceNodes;
import com.amd.aim.operator.status.ConditionState;
import com.amd.aim.operator.status.Conditions;
import com.amd.aim.operator.status.Recorder;
import com.amd.aim.operator.view.GpuInventory;
import com.amd.aim.operator.view.ServiceId;
import com.amd.aim.operator.view.SlimStores;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says of each AIMRecipe whether it could ever work and why not, which nodes can run it now, and who uses it. */
@ControllerConfiguration(
        name = "aimrecipe",
        fieldManager = Names.FIELD_MANAGER,
        informer = @Informer(comparableResourceVersions = false),
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 10, timeUnit = TimeUnit.MINUTES))
@GradualRetry(maxAttempts = -1, initialInterval = 1_000, intervalMultiplier = 2, maxInterval = 60_000)
public final class RecipeReconciler implements Reconciler<AIMRecipe> {
    private static final String USERS = "by-recipe";

    /** Nobody has this name, so no pods count as its own. */
    private static final ServiceId NOBODY = new ServiceId("", "");

    private final OperatorConfig config;
    private final Catalog catalog;
    private final Recorder recorder;
    private final GpuInventory inventory;
    private final ServiceInventory inventories;
    private final InstantSource clock;
    private @Nullable InformerEventSource<AIMService, AIMRecipe> services;
    private @Nullable IndexerResourceCache<AIMRecipe> recipes;

    /**
     * Wires it.
     *
     * @param catalog by which recipes are judged
     * @param inventory kept up to date by the controller of services
     */
    public RecipeReconciler(
            OperatorConfig config, Catalog catalog, Recorder recorder, GpuInventory inventory, InstantSource clock) {
        this.config = config;
        this.catalog = catalog;
        this.recorder = recorder;
        this.inventory = inventory;
        this.inventories = new ServiceInventory(catalog.gpus());
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, AIMRecipe>> prepareEventSources(EventSourceContext<AIMRecipe> context) {
        var watched = InformerEventSourceConfiguration.from(AIMService.class, AIMRecipe.class)
                .withComparableResourceVersion(false)
                .withName("services")
                .withItemStore(new SlimStores(config).of(RecipeReconciler::userOnly))
                .withOnUpdateFilter((now, before) -> !recipeOf(now).equals(recipeOf(before)))
                .withSecondaryToPrimaryMapper(this::recipesOf);
        if (!config.watchedNamespaces().isEmpty()) {
            watched.withNamespaces(new HashSet<>(config.watchedNamespaces()));
        }
        InformerEventSource<AIMService, AIMRecipe> users = new InformerEventSource<>(watched.build(), context);
        users.addIndexers(Map.of(USERS, service -> recipeOf(service).stream().toList()));
        services = users;
        recipes = context.getPrimaryCache();
        return List.of(users, new HardwareSource(inventory, context.getPrimaryCache()::keys));
    }

    @Override
    public UpdateControl<AIMRecipe> reconcile(AIMRecipe recipe, Context<AIMRecipe> context) {
        ConditionState valid = RecipeVerdict.of(recipe, catalog);
        AIMRecipe.Status status = RecipeVerdict.status(recipe, valid, hardware(recipe), users(recipe), clock.instant());
        if (status.equals(recipe.getStatus())) {
            return UpdateControl.noUpdate();
        }
        if (isNews(recipe, valid)) {
            recorder.record(recipe, valid.reason(), valid.message());
        }
        return UpdateControl.patchStatus(fresh(recipe, status));
    }

    /** Empty until all nodes have been heard of: what is missing before may be there. */
    private Optional<RecipeHardware> hardware(AIMRecipe recipe) {
        return inventory.isComplete()
                ? Optional.of(RecipeHardware.of(
                        recipe, catalog, inventories.of(NOBODY, ServiceNodes.ofAny(), inventory.snapshot(List.of()))))
                : Optional.empty();
    }

    /** A recipe of a service's own namespace comes before the operator's of the same name. */
    private List<String> users(AIMRecipe recipe) {
        String name = recipe.getMetadata().getName();
        String namespace = recipe.getMetadata().getNamespace();
        boolean shared = namespace.equals(config.operatorNamespace());
        return Objects.requireNonNull(services).byIndex(USERS, name).stream()
                .map(HasMetadata::getMetadata)
                .filter(service -> namespace.equals(service.getNamespace()) || (shared && !hasOwn(service, name)))
                .map(service -> service.getNamespace() + "/" + service.getName())
                .sorted()
                .toList();
    }

    private boolean hasOwn(ObjectMeta service, String recipe) {
        return Objects.requireNonNull(recipes).contains(new ResourceID(recipe, service.getNamespace()));
    }

    private Set<ResourceID> recipesOf(AIMService service) {
        return recipeOf(service).stream()
                .flatMap(name -> Stream.of(service.getMetadata().getNamespace(), config.operatorNamespace())
                        .map(namespace -> new ResourceID(name, namespace)))
                .collect(Collectors.toSet());
    }

    private static Optional<String> recipeOf(AIMService service) {
        return Optional.ofNullable(service.getStatus())
                .map(AIMServiceStatus::selection)
                .map(AIMServiceStatus.SelectionStatus::recipe);
    }

    /** What {@link #recipeOf} reads, and nothing else. */
    private static AIMService userOnly(AIMService service) {
        service.setMetadata(new ObjectMetaBuilder()
                .withName(service.getMetadata().getName())
                .withNamespace(service.getMetadata().getNamespace())
                .withUid(service.getMetadata().getUid())
                .withResourceVersion(service.getMetadata().getResourceVersion())
                .build());
        service.setSpec(null);
        return service;
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
