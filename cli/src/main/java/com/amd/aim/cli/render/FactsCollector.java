package com.amd.aim.cli.render;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.AIMServiceStatus;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.plan.StorageKind;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Facts from what a cluster shows. */
public final class FactsCollector {
    /** By which the operator's own Deployment is found. */
    public static final Map<String, String> OPERATOR_LABELS =
            Map.of(Names.LABEL_NAME, "aim-engine", Names.LABEL_COMPONENT, "operator");

    private static final String HUB_OPTION = "--hub-endpoint=";

    private FactsCollector() {}

    /**
     * Collects them.
     *
     * @param operators the operator's Deployments, of which the first counts
     */
    public static ClusterFacts collect(
            List<AIMService> services,
            List<AIMModelCache> caches,
            List<StorageKind> storage,
            List<Deployment> operators) {
        Optional<Container> operator = operators.stream()
                .flatMap(deployment -> deployment.getSpec().getTemplate().getSpec().getContainers().stream())
                .findFirst();
        return new ClusterFacts(
                operator.map(Container::getImage).orElse(null),
                operator.flatMap(FactsCollector::hub).orElse(null),
                storage.stream().sorted(Comparator.comparing(StorageKind::name)).toList(),
                services.stream()
                        .map(FactsCollector::of)
                        .sorted(Comparator.comparing(ClusterFacts.OfService::namespace)
                                .thenComparing(ClusterFacts.OfService::name))
                        .toList(),
                caches.stream()
                        .map(FactsCollector::of)
                        .sorted(Comparator.comparing(ClusterFacts.OfCache::namespace)
                                .thenComparing(ClusterFacts.OfCache::name))
                        .toList());
    }

    private static Optional<String> hub(Container operator) {
        return Stream.ofNullable(operator.getArgs())
                .flatMap(List::stream)
                .filter(argument -> argument.startsWith(HUB_OPTION))
                .map(argument -> argument.substring(HUB_OPTION.length()))
                .findFirst();
    }

    private static ClusterFacts.OfService of(AIMService service) {
        boolean hit = Optional.ofNullable(service.getStatus())
                .map(AIMServiceStatus::cache)
                .map(AIMServiceStatus.CacheUse::hit)
                .orElse(false);
        return new ClusterFacts.OfService(
                service.getMetadata().getNamespace(),
                service.getMetadata().getName(),
                service.getMetadata().getUid(),
                hit);
    }

    private static ClusterFacts.OfCache of(AIMModelCache cache) {
        Optional<AIMModelCache.Status> status = Optional.ofNullable(cache.getStatus());
        return new ClusterFacts.OfCache(
                cache.getMetadata().getNamespace(),
                cache.getMetadata().getName(),
                cache.getMetadata().getUid(),
                status.map(AIMModelCache.Status::revision).orElse(null),
                status.map(AIMModelCache.Status::bytesTotal).orElse(null),
                status.map(AIMModelCache.Status::files).orElse(null),
                status.map(AIMModelCache.Status::claimUid).orElse(null));
    }
}
