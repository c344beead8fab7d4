package com.amd.aim.e2e.world;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.awaitility.core.ConditionTimeoutException;

/** Waits until something is as it should be; the failure shows how it was. */
public final class Awaited {
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private Awaited() {}

    /** Looks until the condition holds, and returns what was seen then. */
    public static <T> T of(String what, Callable<Optional<T>> look, Predicate<T> condition, Duration patience) {
        AtomicReference<Optional<T>> seen = new AtomicReference<>(Optional.empty());
        try {
            await().atMost(patience).pollInterval(INTERVAL).ignoreExceptions().until(() -> {
                seen.set(look.call());
                return seen.get().filter(condition).isPresent();
            });
        } catch (ConditionTimeoutException e) {
            String shown = seen.get().map(Serialization::asYaml).orElse("absent");
            throw new AssertionError(what + " is not as awaited after " + patience + ":\n" + shown, e);
        }
        return seen.get().orElseThrow();
    }
}
