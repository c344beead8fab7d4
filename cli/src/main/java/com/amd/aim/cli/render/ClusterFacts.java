package com.amd.aim.cli.render;

import com.amd.aim.operator.plan.StorageKind;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What only a cluster knows of its objects; {@code aim status -o facts} writes it, {@code aim render --facts} reads it.
 *
 * @param image the {@code aim} image that the operator runs; absent where it is not seen
 * @param hub the hub that sources without an endpoint mean; absent where it is not seen
 * @param storageClasses what claims can be made of
 * @param services who asks
 * @param caches what was planned and made for them
 */
public record ClusterFacts(
        @Nullable String image,
        @Nullable String hub,
        List<StorageKind> storageClasses,
        List<OfService> services,
        List<OfCache> caches) {
    /** Nothing is known. */
    public static final ClusterFacts NONE = new ClusterFacts(null, null, List.of(), List.of(), List.of());

    /** What is absent in a file is none. */
    public ClusterFacts {
        storageClasses = copy(storageClasses);
        services = copy(services);
        caches = copy(caches);
    }

    /**
     * Of a service.
     *
     * @param uid what its objects name as their owner
     * @param cacheHit whether its weights were there when it came
     */
    public record OfService(String namespace, String name, String uid, boolean cacheHit) {}

    /**
     * Of a cache.
     *
     * @param uid what its objects name as their owner
     * @param revision the commit; absent before the hub was asked, as are bytes and files
     * @param claimUid the claim; absent before it was filled
     */
    public record OfCache(
            String namespace,
            String name,
            String uid,
            @Nullable String revision,
            @Nullable Long bytes,
            @Nullable Integer files,
            @Nullable String claimUid) {}

    /**
     * Reads what {@code aim status -o facts} wrote.
     *
     * @throws IllegalArgumentException with a sentence that does not name the file
     */
    public static ClusterFacts parse(String text) {
        try {
            ClusterFacts facts = new YAMLMapper().readValue(text, ClusterFacts.class);
            return Objects.requireNonNullElse(facts, NONE);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "it is not what 'aim status -o facts' writes: %s."
                            .formatted(
                                    e.getOriginalMessage().lines().findFirst().orElse("")),
                    e);
        }
    }

    Optional<OfService> service(String namespace, String name) {
        return services.stream()
                .filter(service ->
                        service.namespace().equals(namespace) && service.name().equals(name))
                .findFirst();
    }

    Optional<OfCache> cache(String namespace, String name) {
        return caches.stream()
                .filter(cache ->
                        cache.namespace().equals(namespace) && cache.name().equals(name))
                .findFirst();
    }

    private static <T> List<T> copy(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
