package com.amd.aim.operator.view;

/**
 * GPUs that a service was given by a choice, bound to nodes or not yet.
 *
 * @param gpu canonical name of their kind
 * @param gpuCount GPUs of one replica
 * @param replicas how many it wants
 */
public record GpuClaim(ServiceId service, String gpu, int gpuCount, int replicas) {}
