package com.amd.aim.cli.status;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.AIMServiceSpec;
import com.amd.aim.operator.api.AIMServiceStatus;
import com.amd.aim.operator.api.AIMServiceStatus.SelectionStatus;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A service as a person wants to know it.
 *
 * @param phase one word
 * @param reason of the condition that the message is from
 * @param message why it has this phase
 * @param nextStep what to do; absent where it goes on by itself
 * @param ready servers that answer of those wanted, as 1/2
 * @param gpus count and GPU in one word, as 4xMI300X
 */
public record ServiceView(
        String namespace,
        String name,
        String phase,
        String reason,
        String message,
        @Nullable String nextStep,
        String model,
        String ready,
        @Nullable String gpus,
        @Nullable String recipe,
        @Nullable String backend,
        @Nullable String precision,
        @Nullable CacheUse cache,
        @Nullable String endpoint) {

    /**
     * The cache of a service.
     *
     * @param state one word: {@code Ready}, {@code 42%}, {@code Failed}
     */
    public record CacheUse(@Nullable String name, String state) {}

    /**
     * Reads a service.
     *
     * @param cache the cache that it uses, where that is known
     */
    public static ServiceView of(AIMService service, Optional<AIMModelCache> cache) {
        Optional<AIMServiceStatus> status = Optional.ofNullable(service.getStatus());
        Optional<SelectionStatus> selection = status.map(AIMServiceStatus::selection);
        Standing standing = Standing.of(service, cache);
        return new ServiceView(
                service.getMetadata().getNamespace(),
                service.getMetadata().getName(),
                status.map(AIMServiceStatus::phase).map(Enum::name).orElse("Pending"),
                standing.reason(),
                standing.message(),
                standing.nextStep().orElse(null),
                service.getSpec().modelId(),
                status.map(AIMServiceStatus::ready).orElseGet(() -> "0/" + wanted(service.getSpec())),
                of(selection, SelectionStatus::gpus),
                of(selection, SelectionStatus::recipe),
                of(selection, SelectionStatus::backend),
                of(selection, SelectionStatus::precision),
                status.map(AIMServiceStatus::cache)
                        .map(use -> new CacheUse(use.name(), Objects.requireNonNullElse(use.state(), "Pending")))
                        .orElse(null),
                status.map(AIMServiceStatus::endpoint).orElse(null));
    }

    /** The same service, of which nothing is left. */
    ServiceView gone() {
        return new ServiceView(
                namespace,
                name,
                "Deleted",
                "Deleted",
                "It is gone.",
                null,
                model,
                ready,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** The name of the cache that a service uses. */
    static Optional<String> cacheName(AIMService service) {
        return Optional.ofNullable(service.getStatus())
                .map(AIMServiceStatus::cache)
                .map(AIMServiceStatus.CacheUse::name);
    }

    private static int wanted(AIMServiceSpec spec) {
        return Objects.requireNonNullElse(spec.replicas(), 1);
    }

    private static @Nullable String of(
            Optional<SelectionStatus> selection, Function<SelectionStatus, @Nullable String> part) {
        return selection.map(part).orElse(null);
    }
}
