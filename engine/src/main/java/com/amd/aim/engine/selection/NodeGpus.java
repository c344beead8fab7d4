package com.amd.aim.engine.selection;

import java.util.OptionalInt;

/**
 * The GPUs of one usable node.
 *
 * @param node its name
 * @param gpu the canonical name of their kind
 * @param resource the resource they are asked for by, {@code amd.com/gpu}
 * @param allocatable how many a pod could get if it were alone: what is feasible
 * @param free how many nobody holds now; empty: not known. It orders candidates and never rules one out
 */
public record NodeGpus(String node, String gpu, String resource, int allocatable, OptionalInt free) {}
