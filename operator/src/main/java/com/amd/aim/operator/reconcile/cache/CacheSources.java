package com.amd.aim.operator.reconcile.cache;

import com.amd.aim.operator.OperatorConfig;
import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.AIMServiceStatus;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.plan.CacheConditions;
import com.amd.aim.operator.status.Conditions;
import com.amd.aim.operator.view.SlimStores;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a cache's reconciler watches, and which cache each event is about. */
final class CacheSources {
    private static final Logger log = LoggerFactory.getLogger(CacheSources.class);

    /** Caches whose claim is not bound: those that a StorageClass can help. */
    private static final String WAITING_FOR_STORAGE = "waiting-for-storage";

    private final SimpleInboundEventSource<AIMModelCache> wake = new SimpleInboundEventSource<>("wake");
    private final SlimStores slim;

    CacheSources(OperatorConfig config) {
        this.slim = new SlimStores(config);
    }

    /** Has a cache looked at. */
    void wake(ResourceID cache) {
        wake.propagateEvent(cache);
    }

    List<EventSource<?, AIMModelCache>> prepare(EventSourceContext<AIMModelCache> context) {
        List<EventSource<?, AIMModelCache>> sources = new ArrayList<>(List.of(
                new InformerEventSource<>(labelled(Job.class).build(), context),
                new InformerEventSource<>(
                        labelled(Pod.class)
                                .withItemStore(slim.of(CacheSources::withoutSpec))
                                .withOnUpdateFilter(CacheSources::tellsMore)
                                .build(),
                        context),
                new InformerEventSource<>(labelled(PersistentVolumeClaim.class).build(), context),
                new InformerEventSource<>(services(), context),
                wake));
        if (mayListStorageClasses(context.getClient())) {
            sources.add(new InformerEventSource<>(storageClasses(context), context));
        }
        return sources;
    }

    /** Whoever grants nothing outside namespaces is served all the same; a watch that is refused would end the operator. */
    private static boolean mayListStorageClasses(KubernetesClient client) {
        try {
            client.storage()
                    .v1()
                    .storageClasses()
                    .list(new ListOptionsBuilder().withLimit(1L).build());
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw e;
            }
            log.atWarn()
                    .log(
                            "this operator may not list storageclasses: where a cache is to be shared between nodes, accessMode has to be set");
            return false;
        }
    }

    private static <R extends HasMetadata> InformerEventSourceConfiguration.Builder<R> labelled(Class<R> type) {
        return InformerEventSourceConfiguration.from(type, AIMModelCache.class)
                .withName("cache-" + type.getSimpleName().toLowerCase(java.util.Locale.ROOT) + "s")
                .withLabelSelector(Names.LABEL_CACHE)
                // with true, an edit that arrives while a status is written is lost
                .withComparableResourceVersion(false)
                .withSecondaryToPrimaryMapper(CacheSources::byLabel);
    }

    private InformerEventSourceConfiguration<AIMService> services() {
        ServiceUses uses = new ServiceUses(this::wake);
        return InformerEventSourceConfiguration.from(AIMService.class, AIMModelCache.class)
                .withName("cache-services")
                .withComparableResourceVersion(false)
                .withSecondaryToPrimaryMapper(uses)
                .withOnUpdateFilter(uses)
                .withItemStore(slim.of(CacheSources::useOnly))
                .build();
    }

    private static InformerEventSourceConfiguration<StorageClass> storageClasses(
            EventSourceContext<AIMModelCache> context) {
        context.getPrimaryCache()
                .addIndexer(WAITING_FOR_STORAGE, cache -> isBound(cache) ? List.of() : List.of(WAITING_FOR_STORAGE));
        return InformerEventSourceConfiguration.from(StorageClass.class, AIMModelCache.class)
                .withName("cache-storageclasses")
                .withWatchAllNamespaces()
                .withComparableResourceVersion(false)
                .withSecondaryToPrimaryMapper(
                        _ -> context.getPrimaryCache().byIndex(WAITING_FOR_STORAGE, WAITING_FOR_STORAGE).stream()
                                .map(ResourceID::fromResource)
                                .collect(Collectors.toSet()))
                .build();
    }

    /** What {@link ServiceUses} reads: there may be many services, and the other reconciler keeps them whole. */
    private static AIMService useOnly(AIMService service) {
        AIMServiceStatus status = service.getStatus();
        service.setSpec(null);
        service.setStatus(status == null ? null : AIMServiceStatus.ofCache(status.cache()));
        return SlimStores.withoutManagedFields(service);
    }

    private static Pod withoutSpec(Pod pod) {
        pod.setSpec(null);
        return SlimStores.withoutManagedFields(pod);
    }

    private static boolean isBound(AIMModelCache cache) {
        AIMModelCache.@Nullable Status status = cache.getStatus();
        return status != null
                && Conditions.find(status.conditions(), CacheConditions.STORAGE_READY)
                        .filter(condition -> "True".equals(condition.getStatus()))
                        .isPresent();
    }

    private static Set<ResourceID> byLabel(HasMetadata object) {
        return Optional.ofNullable(object.getMetadata().getLabels())
                .map(labels -> labels.get(Names.LABEL_CACHE))
                .map(name -> Set.of(new ResourceID(name, object.getMetadata().getNamespace())))
                .orElseGet(Set::of);
    }

    /** Pods of our Jobs always; servers, which carry the label too, only when they complain about the files. */
    private static boolean tellsMore(Pod now, Pod before) {
        Map<String, String> labels = now.getMetadata().getLabels();
        return labels.containsKey(Names.LABEL_STEP)
                || !CorruptionReader.read(List.of(now)).equals(CorruptionReader.read(List.of(before)));
    }
}
