package com.amd.aim.operator.reconcile.cache;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.Names;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a cache that services use from going away: it carries a finalizer exactly while it is used. The finalizer has a field manager
 * of its own, since whoever applies the cache's spec under ours would take it off.
 */
final class InUse {
    private static final Logger log = LoggerFactory.getLogger(InUse.class);

    private final KubernetesClient client;

    InUse(KubernetesClient client) {
        this.client = client;
    }

    /** Puts the finalizer on or takes it off, if need be. One that is being deleted gets none any more. */
    void keep(AIMModelCache cache, boolean used) {
        boolean held = cache.hasFinalizer(Names.FINALIZER_IN_USE);
        if (used != held && !(used && cache.isMarkedForDeletion())) {
            if (used) {
                apply(cache, List.of(Names.FINALIZER_IN_USE));
            } else {
                takeOff(cache);
            }
            log.atInfo()
                    .addKeyValue(
                            "cache",
                            cache.getMetadata().getNamespace() + "/"
                                    + cache.getMetadata().getName())
                    .log(used ? "held while it is used" : "released");
        }
    }

    /** One that came with a restored backup is whoever's restored it as well, and stays when we merely apply it no more. */
    private void takeOff(AIMModelCache cache) {
        AIMModelCache left = apply(cache, List.of());
        int at = left.getFinalizers().indexOf(Names.FINALIZER_IN_USE);
        if (at >= 0) {
            client.resource(left).patch(PatchContext.of(PatchType.JSON), """
                            [{"op": "test", "path": "/metadata/finalizers/%1$d", "value": "%2$s"},
                             {"op": "remove", "path": "/metadata/finalizers/%1$d"}]
                            """.formatted(at, Names.FINALIZER_IN_USE));
        }
    }

    /** With its uid, so that a cache that has gone meanwhile is not made anew. */
    private AIMModelCache apply(AIMModelCache cache, List<String> finalizers) {
        AIMModelCache fields = new AIMModelCache();
        fields.setMetadata(new ObjectMetaBuilder()
                .withName(cache.getMetadata().getName())
                .withNamespace(cache.getMetadata().getNamespace())
                .withUid(cache.getMetadata().getUid())
                .withFinalizers(finalizers)
                .build());
        return client.resource(fields)
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager(Names.FIELD_MANAGER_IN_USE)
                        .withForce(true)
                        .build());
    }
}
