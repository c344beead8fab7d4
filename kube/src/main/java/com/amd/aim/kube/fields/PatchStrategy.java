package com.amd.aim.kube.fields;

/**
 * How a strategic merge patch treats a field.
 *
 * @param merge whether a list is merged instead of replaced
 * @param retainKeys whether {@code $retainKeys} may clear the other keys of the object
 * @param mergeKey the field that identifies an item of a merged list; empty in a list of scalars
 */
public record PatchStrategy(boolean merge, boolean retainKeys, String mergeKey) {

    /** Lists are replaced, objects are merged. */
    public static final PatchStrategy REPLACE = new PatchStrategy(false, false, "");
}
