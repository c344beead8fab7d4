package com.amd.aim.operator.plan;

/**
 * A StorageClass, as seen.
 *
 * @param name its name
 * @param provisioner who makes its volumes
 * @param byDefault whether claims that name no class get it
 * @param waitsForPod whether a claim is bound only when a pod that uses it is placed
 * @param shared whether its volumes are known to be usable on several nodes at a time
 */
public record StorageKind(String name, String provisioner, boolean byDefault, boolean waitsForPod, boolean shared) {}
