package com.amd.aim.operator.render;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.Names;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.Map;
import java.util.TreeMap;

/** The metadata of what belongs to a cache: found by label, deleted with the cache by owner reference. */
final class CacheMeta {
    private static final String APPLICATION = "aim-model-cache";

    private CacheMeta() {}

    static Map<String, String> labels(AIMModelCache cache) {
        var labels = new TreeMap<String, String>();
        labels.put(Names.LABEL_NAME, APPLICATION);
        labels.put(Names.LABEL_INSTANCE, cache.getMetadata().getName());
        labels.put(Names.LABEL_MANAGED_BY, Names.FIELD_MANAGER);
        labels.put(Names.LABEL_CACHE, cache.getMetadata().getName());
        return labels;
    }

    static ObjectMeta of(
            AIMModelCache cache, String name, Map<String, String> labels, Map<String, String> annotations) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(cache.getMetadata().getNamespace())
                .withLabels(labels)
                .withAnnotations(annotations)
                // no blockOwnerDeletion: it would need a right on the owner's finalizers, and nothing here waits for it
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion(Names.API_VERSION)
                        .withKind("AIMModelCache")
                        .withName(cache.getMetadata().getName())
                        .withUid(cache.getMetadata().getUid())
                        .withController(true)
                        .build())
                .build();
    }
}
