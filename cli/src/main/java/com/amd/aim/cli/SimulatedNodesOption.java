package com.amd.aim.cli;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.sandbox.kubelet.SimulatedNode;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Reads {@code --nodes}, which commands that simulate nodes take. */
final class SimulatedNodesOption {
    private SimulatedNodesOption() {}

    /**
     * The nodes, such as {@code 2xMI300X:8,1xMI325X:8}.
     *
     * @param command whose option it is
     */
    static List<SimulatedNode> read(String nodes, Catalog catalog, CommandSpec command) {
        try {
            return SimulatedNode.parse(nodes, catalog.gpus());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--nodes: " + e.getMessage(), e);
        }
    }
}
