package com.amd.aim.operator.view;

import com.amd.aim.operator.status.ResourceVersions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was written until the informer shows it, so that the next look at an object is not a look into the past: a choice
 * that was just written down would be made again.
 */
public final class RecentWrites<T extends HasMetadata> {
    /** An informer that is further behind has lost its watch, and what it sees next is newer than anything remembered. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private record Written<T>(@Nullable String over, T stored, Instant at) {}

    private final Map<ServiceId, Written<T>> written = new ConcurrentHashMap<>();
    private final InstantSource clock;

    public RecentWrites(InstantSource clock) {
        this.clock = clock;
    }

    /** The object as it is by now, given what the informer shows. */
    public Optional<T> latest(ServiceId id, Optional<T> seen) {
        Written<T> last = written.get(id);
        if (last == null) {
            return seen;
        }
        boolean behind =
                isBehind(seen, last) && clock.instant().isBefore(last.at().plus(LIMIT));
        if (behind) {
            return Optional.of(last.stored());
        }
        written.remove(id, last);
        return seen;
    }

    /**
     * Something was written.
     *
     * @param seen the object as the informer showed it then
     * @param stored the object as the API server answered
     */
    public void wrote(ServiceId id, Optional<T> seen, T stored) {
        if (!Objects.equals(version(stored), version(seen))) {
            written.put(id, new Written<>(version(seen), stored, clock.instant()));
        }
    }

    public void forget(ServiceId id) {
        written.remove(id);
    }

    /** It may show what others wrote before our write and after what that was made for. */
    private static <T extends HasMetadata> boolean isBehind(Optional<T> seen, Written<T> last) {
        return Objects.equals(last.over(), version(seen))
                || ResourceVersions.isOlder(version(seen), version(last.stored()));
    }

    private static @Nullable String version(Optional<? extends HasMetadata> object) {
        return object.map(RecentWrites::version).orElse(null);
    }

    private static @Nullable String version(HasMetadata object) {
        return object.getMetadata().getResourceVersion();
    }
}
