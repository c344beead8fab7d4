package com.amd.aim.operator.render;

import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.Names;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;

/** Who owns an object: with its owner it is deleted. */
final class OwnerRefs {
    private OwnerRefs() {}

    /** Does not block the owner's deletion: that would need a right on the owner's finalizers, and nothing here waits for it. */
    static OwnerReference of(AIMService service) {
        return new OwnerReferenceBuilder()
                .withApiVersion(Names.API_VERSION)
                .withKind("AIMService")
                .withName(service.getMetadata().getName())
                .withUid(service.getMetadata().getUid())
                .withController(true)
                .build();
    }
}
