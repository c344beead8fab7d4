package com.amd.aim.operator.apply;

import com.amd.aim.kube.value.ContentHash;
import com.amd.aim.operator.api.Names;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An object as it is sent: with the hash of all that is wanted, by which a later look tells that nothing would change. */
public final class AppliedForm {
    private AppliedForm() {}

    /** Adds it. */
    public static ObjectNode of(ObjectNode wanted) {
        ObjectNode form = wanted.deepCopy();
        form.withObject("/metadata/annotations").put(Names.ANNOTATION_HASH, ContentHash.of(form));
        return form;
    }
}
