package com.amd.aim.engine.hardware;

/**
 * A way to divide a GPU into equal devices, each of which a scheduler counts as one.
 *
 * @param mode as the driver and the node labeller name it, compute before memory: {@code cpx_nps4}
 * @param perGpu how many of them one GPU makes
 * @param memoryBytes memory of one
 * @param computeUnits compute units of one
 */
public record Partition(String mode, int perGpu, long memoryBytes, int computeUnits) {}
