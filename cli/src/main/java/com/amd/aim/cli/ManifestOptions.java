package com.amd.aim.cli;

import com.amd.aim.cli.inventory.Asking;
import com.amd.aim.cli.inventory.Stock;
import com.amd.aim.cli.render.GivenManifests;
import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.recipe.Recipe;
import com.amd.aim.operator.OperatorConfig;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.plan.ServiceNodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The services that a command is about, in files. */
final class ManifestOptions {
    @Option(
            names = {"-f", "--filename"},
            paramLabel = "FILE|DIR",
            required = true,
            description = "Manifests: a file, or a directory of .yaml, .yml and .json files. May be repeated.")
    private List<Path> files = List.of();

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            defaultValue = "default",
            description = "Of manifests that name none. Default: ${DEFAULT-VALUE}")
    private String namespace = "default";

    String namespace() {
        return namespace;
    }

    /**
     * Reads them.
     *
     * @param command whose options they are
     */
    GivenManifests read(CommandSpec command) {
        GivenManifests given;
        try {
            given = GivenManifests.read(
                    files.stream().flatMap(ManifestOptions::within).toList(), namespace);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "-f " + e.getMessage(), e);
        }
        if (given.services().isEmpty()) {
            throw new ParameterException(
                    command.commandLine(),
                    files.stream()
                            .map(Path::toString)
                            .collect(Collectors.joining(", ", "-f ", ": there is no AIMService in it.")));
        }
        return given;
    }

    private static Stream<Path> within(Path file) {
        if (!Files.isDirectory(file)) {
            return Stream.of(file);
        }
        try (Stream<Path> entries = Files.list(file)) {
            return entries
                    .filter(entry -> entry.toString().matches(".*\\.(yaml|yml|json)") && Files.isRegularFile(entry))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": the directory cannot be read.", e);
        }
    }

    /** A service's question for GPUs. */
    static Asking asking(AIMService service, Catalog catalog) {
        return new Asking(
                service.getMetadata().getNamespace(),
                service.getMetadata().getName(),
                Optional.ofNullable(service.getSpec().hardware())
                        .flatMap(catalog.gpus()::byName)
                        .map(Gpu::name)
                        .orElse(null),
                () -> ServiceNodes.of(service.getSpec()));
    }

    /** The recipes it sees: those beside it in the files, then those of the place. */
    static List<Recipe> recipes(AIMService service, GivenManifests given, Stock stock) {
        return Stream.concat(
                        given.recipes(service.getMetadata().getNamespace(), OperatorConfig.DEFAULT_NAMESPACE).stream(),
                        stock.recipes().stream())
                .toList();
    }
}
