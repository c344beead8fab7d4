package com.amd.aim.kube.fields;

/**
 * How a strategic merge patch treats a field.
 *
 * @param mergeLists whether a list is merged instead of replaced
 * @param replaceObjects whether an object is replaced instead of merged
 * @param mergeKey the field that identifies an item of a merged list; empty in a list of scalars
 */
public record PatchStrategy(boolean mergeLists, boolean replaceObjects, String mergeKey) {

    /** Lists are replaced, objects are merged. */
    public static final PatchStrategy DEFAULT = new PatchStrategy(false, false, "");
}
