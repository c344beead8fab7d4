package com.amd.aim.kube.schema;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is computed at its first use, at most once, for all threads. */
final class Lazy<T> implements Supplier<T> {

    private final Supplier<T> source;
    private volatile @Nullable T value;

    Lazy(Supplier<T> source) {
        this.source = source;
    }

    @Override
    public T get() {
        T known = value;
        return known != null ? known : computed();
    }

    private synchronized T computed() {
        T known = value;
        if (known == null) {
            known = source.get();
            value = known;
        }
        return known;
    }
}
