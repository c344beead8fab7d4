package com.amd.aim.sandbox.kubelet;

/**
 * Runs what a container would run. The kubelet starts engines ({@code vllm serve …}) itself and hands every other
 * container to this port, so that the sandbox needs to know no
 * program that runs in it.
 */
@FunctionalInterface
public interface ContainerRunner {

    /**
     * Starts one container and returns at once; the container lives until its {@link RunningContainer#exitCode()} is
     * there.
     *
     * @throws ContainerStartException when this runner has no such program; the kubelet reports the message as the
     *     container's waiting reason and tries again later, as a
     *     kubelet does
     */
    RunningContainer start(ContainerStart start) throws ContainerStartException;
}
