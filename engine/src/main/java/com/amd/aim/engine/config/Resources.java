package com.amd.aim.engine.config;

/**
 * What one replica asks for on each of its nodes.
 *
 * @param gpuCount GPUs
 * @param cpu logical processors
 * @param memoryBytes host memory, the shared memory included
 * @param sharedMemoryBytes size of {@code /dev/shm}
 */
public record Resources(int gpuCount, int cpu, long memoryBytes, long sharedMemoryBytes) {}
