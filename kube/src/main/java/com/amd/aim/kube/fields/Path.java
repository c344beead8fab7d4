package com.amd.aim.kube.fields;

import org.jspecify.annotations.Nullable;

/** A path from the root of an object; prints as in {@code .spec.containers[name="a"].image}. */
record Path(@Nullable Path parent, PathElement last) {

    /** {@return the path of a child of what stands at a path; null is the root} */
    static Path child(@Nullable Path parent, PathElement element) {
        return new Path(parent, element);
    }

    /** {@return the path of a field of a map} */
    static Path field(@Nullable Path parent, String name) {
        return new Path(parent, new PathElement.Field(name));
    }

    @Override
    public String toString() {
        return parent == null ? last.toString() : parent.toString() + last;
    }
}
