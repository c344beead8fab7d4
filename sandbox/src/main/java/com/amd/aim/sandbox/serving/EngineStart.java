package com.amd.aim.sandbox.serving;

import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;

/**
 * All that a simulated engine is started with.
 *
 * @param command the whole command, {@code vllm serve …}
 * @param env the container's environment
 * @param paths where a path of the container is on this machine
 * @param address the container's own address
 * @param ports the port to listen on in place of the one asked for
 * @param gpus how many GPUs the engine sees
 * @param version what {@code /version} says
 * @param loading how long the model takes to load; the port is closed until then
 * @param perToken how long a token takes
 * @param log where the engine writes
 */
public record EngineStart(
        List<String> command,
        Map<String, String> env,
        Function<String, Path> paths,
        InetAddress address,
        IntUnaryOperator ports,
        int gpus,
        String version,
        Duration loading,
        Duration perToken,
        PrintStream log) {}
