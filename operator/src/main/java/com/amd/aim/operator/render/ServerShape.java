package com.amd.aim.operator.render;

import com.amd.aim.engine.config.ServingConfig;
import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.AIMServiceSpec;
import org.jspecify.annotations.Nullable;

/**
 * Everything that shapes a server's pods.
 *
 * @param service whose metadata and spec are used, nothing of its status
 * @param gpu the kind of GPU that was chosen
 * @param resource what its GPUs are asked for by
 * @param config how the engine is started
 * @param cache name of the cache, and so of the claim that holds the weights
 * @param singleNode whether one node at a time can mount that claim
 * @param source what the cache holds, {@code hf://org/name@revision}
 * @param revision the commit of the weights; absent as long as it is not known, and then no pod may be started
 * @param aimImage the image of this operator, which checks the weights before a server starts
 */
public record ServerShape(
        AIMService service,
        Gpu gpu,
        String resource,
        ServingConfig config,
        String cache,
        boolean singleNode,
        String source,
        @Nullable String revision,
        String aimImage) {
    String name() {
        return service.getMetadata().getName();
    }

    AIMServiceSpec spec() {
        return service.getSpec();
    }

    /** Whether the user asked for this kind of GPU by name. */
    boolean hardwarePinned() {
        return service.getSpec().hardware() != null;
    }
}
