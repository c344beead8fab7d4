package com.amd.aim.sandbox.api.write;

import com.amd.aim.sandbox.api.model.ApiFailure.Cause;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is particular to the kinds of objects: their defaults, what admission adds, and what is not allowed. */
public interface Rules {

    /** Fills in what the object leaves open; {@code object} is the caller's own copy and may be changed. */
    ObjectNode withDefaults(WriteRequest request, ObjectNode object);

    /** What admission and the registry add or refuse, without any field manager owning it. */
    ObjectNode admit(WriteRequest request, ObjectNode object, @Nullable ObjectNode old);

    /** What is wrong with the object, or with the change. */
    List<Cause> problems(WriteRequest request, ObjectNode object, @Nullable ObjectNode old);
}
