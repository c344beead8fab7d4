package com.amd.aim.engine.model;

import com.amd.aim.engine.hardware.Precision;
import java.util.OptionalInt;

/**
 * A model's weights as published.
 *
 * @param repository {@code org/name} on the hub
 * @param precision the format they are stored in
 * @param bytes what they weigh on disk, and so, near enough, in GPU memory
 * @param blockSize elements that share a scale along a row, where quantised in blocks; no GPU can hold part of a block
 */
public record Checkpoint(String repository, Precision precision, long bytes, OptionalInt blockSize) {}
