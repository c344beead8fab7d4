package com.amd.aim.engine.hardware;

import java.util.SortedMap;

/** Which GPUs a node's labels say it has. */
public sealed interface GpuIdentity {
    /** All GPUs of the node are of this kind. */
    record Identified(Gpu gpu) implements GpuIdentity {}

    /**
     * GPUs of several kinds; a request for {@code amd.com/gpu} cannot say which of them it gets.
     *
     * @param counts canonical GPU name (or the raw device id, where it is not known) to how many of it
     */
    record Mixed(SortedMap<String, Integer> counts) implements GpuIdentity {}

    /** The labels speak of AMD GPUs, but not of one that can be used; the reason is one sentence. */
    record Unknown(String reason) implements GpuIdentity {}

    /** No label speaks of an AMD GPU. */
    record None() implements GpuIdentity {}
}
