package com.amd.aim.engine.command;

import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a container gives the process in it.
 *
 * @param env the environment, credentials included: never print it
 * @param paths from a path as the container sees it to the path to open; the identity in a real container
 * @param bindAddress the address that servers of this process listen on
 * @param out the container's log
 * @param err the container's log of what went wrong
 */
public record ContainerEnvironment(
        Map<String, String> env, UnaryOperator<Path> paths, InetAddress bindAddress, PrintStream out, PrintStream err) {

    public ContainerEnvironment {
        env = Map.copyOf(env);
    }

    /** This process itself: its environment and file system, listening on all addresses. */
    public static ContainerEnvironment ofProcess() {
        InetAddress all = new InetSocketAddress(0).getAddress();
        return new ContainerEnvironment(System.getenv(), UnaryOperator.identity(), all, System.out, System.err);
    }

    /** Holds credentials, so it shows none of its values. */
    @Override
    public String toString() {
        return "ContainerEnvironment[" + bindAddress.getHostAddress() + "]";
    }
}
