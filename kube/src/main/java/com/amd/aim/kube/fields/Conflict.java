package com.amd.aim.kube.fields;

/**
 * One field that another manager owns with another value.
 *
 * @param manager the other one's name
 * @param path the field, such as {@code .spec.replicas}
 * @param message the message of a status cause (reason {@code FieldManagerConflict}), such as
 *     {@code conflict with "kubectl-edit" using apps/v1}
 */
public record Conflict(String manager, String path, String message) {}
