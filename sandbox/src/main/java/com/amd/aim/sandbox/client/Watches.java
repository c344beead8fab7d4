package com.amd.aim.sandbox.client;

import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Event handlers of informers for the two things that level-triggered code wants to know. */
public final class Watches {

    private Watches() {}

    /** Tells of every object that appeared, changed (as it is now) or went (as it was last). */
    public static <T> ResourceEventHandler<T> any(Consumer<T> seen) {
        return changes((before, now) -> seen.accept(now == null ? before : now));
    }

    /** Tells of every change: before is null for what appeared, after for what went. */
    public static <T> ResourceEventHandler<T> changes(BiConsumer<@Nullable T, @Nullable T> changed) {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(T added) {
                changed.accept(null, added);
            }

            @Override
            public void onUpdate(T before, T after) {
                changed.accept(before, after);
            }

            @Override
            public void onDelete(T gone, boolean unknown) {
                changed.accept(gone, null);
            }
        };
    }
}
