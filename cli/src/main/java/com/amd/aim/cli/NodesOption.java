package com.amd.aim.cli;

import com.amd.aim.cli.inventory.Asking;
import com.amd.aim.cli.inventory.GivenNodes;
import com.amd.aim.cli.inventory.Stock;
import com.amd.aim.engine.hardware.GpuCatalog;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** GPUs that somebody writes down to choose among. */
final class NodesOption {
    static final String LABEL = "NODES|FILE";

    /** How nodes are written down, after what they are for. */
    static final String FORMS =
            ", as 2xMI300X:8,1xMI325X:8 (how many nodes, which GPU, how many GPUs each) or a file with"
                    + " such lines or with Node manifests.";

    @Option(names = "--nodes", paramLabel = LABEL, description = "The GPUs to choose among" + FORMS)
    private @Nullable String nodes;

    /**
     * Reads them; empty without the option.
     *
     * @param command whose option it is
     */
    Optional<Stock> read(GpuCatalog gpus, Asking asking, CommandSpec command) {
        if (nodes == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new GivenNodes(gpus, asking.hardware(), asking.wish()).read(nodes));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--nodes: " + e.getMessage(), e);
        }
    }
}
