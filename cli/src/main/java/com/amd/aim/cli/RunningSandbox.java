package com.amd.aim.cli;

import com.amd.aim.cli.sandbox.FaultClient;
import com.amd.aim.cli.sandbox.SandboxKubeconfig;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which of the sandboxes of this machine is meant. */
final class RunningSandbox {
    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "The kubeconfig that 'aim sandbox' wrote. Default: that of KUBECONFIG.")
    private @Nullable Path kubeconfig;

    /**
     * How it is asked.
     *
     * @throws CommandFailed when no sandbox is named
     */
    FaultClient find(Terminal terminal) {
        List<Path> named = kubeconfig != null ? List.of(kubeconfig) : fromEnvironment(terminal);
        if (named.isEmpty()) {
            throw new CommandFailed(
                    "Which sandbox? Export KUBECONFIG as 'aim sandbox' printed it, or name the file with"
                            + " --kubeconfig.");
        }
        return named.stream()
                .flatMap(file -> SandboxKubeconfig.faults(file).stream())
                .findFirst()
                .orElseThrow(() -> new CommandFailed(
                        "%s is not the kubeconfig of a sandbox that runs; export KUBECONFIG as 'aim sandbox' printed it."
                                .formatted(named.getFirst())));
    }

    private static List<Path> fromEnvironment(Terminal terminal) {
        String files = terminal.environment().getOrDefault("KUBECONFIG", "");
        return Stream.of(files.split(File.pathSeparator, -1))
                .filter(file -> !file.isBlank())
                .map(Path::of)
                .toList();
    }
}
