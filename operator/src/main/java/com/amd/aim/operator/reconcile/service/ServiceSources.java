package com.amd.aim.operator.reconcile.service;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.model.Model;
import com.amd.aim.engine.recipe.Origin;
import com.amd.aim.operator.OperatorConfig;
import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMRecipe;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.apply.AppliedFields;
import com.amd.aim.operator.plan.CacheIdentity;
import com.amd.aim.operator.view.CacheView;
import com.amd.aim.operator.view.PodReader;
import com.amd.aim.operator.view.ServiceId;
import com.amd.aim.operator.view.SlimStores;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is watched for services, and which service each event is about. Objects are found by label and not by owner reference: one
 * whose owner references were taken away is still ours.
 */
final class ServiceSources {
    static final String PODS_BY_SERVICE = "by-service";
    static final String CACHES_BY_IDENTITY = "by-identity";
    static final String ROLLING_OUT = "rolling-out";
    private static final String SERVICES_BY_MODEL = "by-model";
    private static final String SERVICES_BY_RECIPE = "by-recipe";

    final InformerEventSource<Deployment, AIMService> deployments;
    final InformerEventSource<Service, AIMService> frontends;
    final InformerEventSource<Pod, AIMService> pods;
    final InformerEventSource<AIMModelCache, AIMService> caches;
    final InformerEventSource<AIMRecipe, AIMService> recipes;
    final IndexerResourceCache<AIMService> services;

    private final OperatorConfig config;
    private final Catalog catalog;

    ServiceSources(OperatorConfig config, Catalog catalog, Wakes wakes, EventSourceContext<AIMService> context) {
        this.config = config;
        this.catalog = catalog;
        this.services = context.getPrimaryCache();
        SlimStores slim = new SlimStores(config);
        AppliedFields applied = new AppliedFields();
        this.deployments = new InformerEventSource<>(
                labelled(Deployment.class)
                        .withName("deployments")
                        .withItemStore(slim.of(applied::only))
                        .build(),
                context);
        this.frontends = new InformerEventSource<>(
                labelled(Service.class)
                        .withName("services")
                        .withItemStore(slim.of(applied::only))
                        .build(),
                context);
        this.pods = new InformerEventSource<>(pods(slim), context);
        this.caches = new InformerEventSource<>(caches(wakes), context);
        this.recipes = new InformerEventSource<>(recipes(), context);
        indexes();
    }

    private InformerEventSourceConfiguration<Pod> pods(SlimStores slim) {
        return labelled(Pod.class)
                .withName("pods")
                .withItemStore(slim.of(ServiceSources::slim))
                .withOnUpdateFilter((now, before) -> !PodReader.read(now).equals(PodReader.read(before)))
                .build();
    }

    private InformerEventSourceConfiguration<AIMModelCache> caches(Wakes wakes) {
        return watched(AIMModelCache.class)
                .withName("caches")
                .withSecondaryToPrimaryMapper(cache -> wakes.ofCache(ResourceID.fromResource(cache)))
                // not when it only lists one service more: that would wake all others
                .withOnUpdateFilter((now, before) -> !CacheView.of(now).equals(CacheView.of(before)))
                .build();
    }

    List<EventSource<?, AIMService>> all() {
        return List.of(deployments, frontends, pods, caches, recipes);
    }

    private void indexes() {
        deployments.addIndexers(
                Map.of(ROLLING_OUT, live -> RollOuts.isUnderWay(live) ? List.of(ROLLING_OUT) : List.of()));
        pods.addIndexers(Map.of(
                PODS_BY_SERVICE,
                pod -> byLabel(pod).stream().map(ResourceID::toString).toList()));
        caches.addIndexers(Map.of(
                CACHES_BY_IDENTITY,
                cache -> List.of(identityKey(cache.getMetadata().getNamespace(), CacheIdentity.of(cache.getSpec())))));
        services.addIndexers(Map.of(
                SERVICES_BY_MODEL,
                service -> List.of(canonical(service.getSpec().modelId())),
                SERVICES_BY_RECIPE,
                service ->
                        Optional.ofNullable(service.getSpec().recipe()).stream().toList()));
    }

    Optional<AIMService> service(ServiceId id) {
        return services.get(new ResourceID(id.name(), id.namespace()));
    }

    static String identityKey(String namespace, CacheIdentity identity) {
        return namespace + "/" + identity.hash8();
    }

    /** Where a recipe stands as seen from a service in this namespace. */
    Stream<Map.Entry<Origin, String>> recipeNamespaces(String namespace) {
        return namespace.equals(config.operatorNamespace())
                ? Stream.of(Map.entry(Origin.NAMESPACE, namespace))
                : Stream.of(
                        Map.entry(Origin.NAMESPACE, namespace),
                        Map.entry(Origin.OPERATOR_NAMESPACE, config.operatorNamespace()));
    }

    private InformerEventSourceConfiguration<AIMRecipe> recipes() {
        var recipes = watched(AIMRecipe.class).withName("recipes").withSecondaryToPrimaryMapper(this::servicesOf);
        if (config.watchedNamespaces().isEmpty()) {
            return recipes.build();
        }
        Set<String> namespaces = new HashSet<>(config.watchedNamespaces());
        namespaces.add(config.operatorNamespace());
        return recipes.withNamespaces(namespaces).build();
    }

    /** A recipe concerns the services of its model, and those that name it. */
    private Set<ResourceID> servicesOf(AIMRecipe recipe) {
        String namespace = recipe.getMetadata().getNamespace();
        boolean shared = namespace.equals(config.operatorNamespace());
        return Stream.concat(
                        services
                                .byIndex(
                                        SERVICES_BY_MODEL,
                                        canonical(recipe.getSpec().modelId()))
                                .stream(),
                        services
                                .byIndex(
                                        SERVICES_BY_RECIPE, recipe.getMetadata().getName())
                                .stream())
                .filter(service ->
                        shared || namespace.equals(service.getMetadata().getNamespace()))
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }

    /** A model may go by two names. */
    private String canonical(String modelId) {
        return catalog.models().byId(modelId).map(Model::id).orElse(modelId);
    }

    private static <R extends HasMetadata> InformerEventSourceConfiguration.Builder<R> labelled(Class<R> type) {
        return watched(type)
                .withLabelSelector(Names.LABEL_SERVICE)
                .withSecondaryToPrimaryMapper(ServiceSources::concerned);
    }

    private static <R extends HasMetadata> InformerEventSourceConfiguration.Builder<R> watched(Class<R> type) {
        return InformerEventSourceConfiguration.from(type, AIMService.class)
                // with true, an edit that arrives while a status is written is lost
                .withComparableResourceVersion(false);
    }

    /** By its label; and by its name, which ours share with their service, in case the label was changed. */
    private static Set<ResourceID> concerned(HasMetadata object) {
        return Stream.concat(byLabel(object).stream(), Stream.of(ResourceID.fromResource(object)))
                .collect(Collectors.toSet());
    }

    private static Optional<ResourceID> byLabel(HasMetadata object) {
        return Optional.ofNullable(object.getMetadata().getLabels())
                .map(labels -> labels.get(Names.LABEL_SERVICE))
                .map(name -> new ResourceID(name, object.getMetadata().getNamespace()));
    }

    /** What {@link PodReader} reads, and nothing else. */
    private static Pod slim(Pod pod) {
        Pod slim = new Pod();
        slim.setMetadata(new ObjectMetaBuilder()
                .withName(pod.getMetadata().getName())
                .withNamespace(pod.getMetadata().getNamespace())
                .withUid(pod.getMetadata().getUid())
                .withResourceVersion(pod.getMetadata().getResourceVersion())
                .withDeletionTimestamp(pod.getMetadata().getDeletionTimestamp())
                .withLabels(pod.getMetadata().getLabels())
                .withAnnotations(pod.getMetadata().getAnnotations())
                .build());
        slim.setStatus(pod.getStatus());
        return slim;
    }
}
