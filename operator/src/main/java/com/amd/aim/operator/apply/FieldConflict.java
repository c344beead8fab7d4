package com.amd.aim.operator.apply;

/**
 * A field that we would set otherwise, and leave, since another manager applies it.
 *
 * @param manager who applies it
 * @param path such as {@code .spec.template.spec.containers[name="server"].image}
 */
public record FieldConflict(String manager, String path) {
    @Override
    public String toString() {
        return path + " is applied by " + manager;
    }
}
