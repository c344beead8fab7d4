package com.amd.aim.sandbox.kubelet;

import java.nio.file.Path;

/**
 * A directory or file of this machine that stands for a path in a container.
 *
 * @param containerPath absolute, without a slash at its end
 * @param hostPath where it is here, {@code subPath} resolved
 * @param readOnly what the pod asked for; nothing enforces it here, so a program that writes anyway succeeds
 */
public record Mount(String containerPath, Path hostPath, boolean readOnly) {}
