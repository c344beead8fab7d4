package com.amd.aim.operator.view;

import com.amd.aim.operator.OperatorConfig;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Stores for informers that keep of an object only what is read of it.
 *
 * <p>The framework gives one store to the informers of all namespaces, and each that lists removes from it what it did not list itself. So
 * there are such stores only where one informer watches.
 */
public final class SlimStores {
    private final boolean oneInformer;

    /** @param config says how many namespaces are watched */
    public SlimStores(OperatorConfig config) {
        this.oneInformer = config.watchedNamespaces().size() <= 1;
    }

    /**
     * A store, or null for the framework's own.
     *
     * @param slim may change what it is given
     */
    public <T extends HasMetadata> @Nullable ItemStore<T> of(UnaryOperator<T> slim) {
        return oneInformer ? new TransformingItemStore<>(slim) : null;
    }

    /** Without managed fields, which nobody reads of objects that we do not apply. */
    public static <T extends HasMetadata> T withoutManagedFields(T object) {
        object.getMetadata().setManagedFields(null);
        return object;
    }
}
