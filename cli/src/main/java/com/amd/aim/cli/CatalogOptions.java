package com.amd.aim.cli;

import com.amd.aim.engine.catalog.Catalog;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Whose GPUs, models, recipes and engines count. */
final class CatalogOptions {
    @Option(
            names = "--catalog",
            paramLabel = "DIR",
            description =
                    "Your own files in DIR/hardware, models, recipes and engines, beside the built-in ones; of two"
                            + " with one name yours counts.")
    private @Nullable Path directory;

    /**
     * Reads them. Files with a problem are named on standard error; the others work.
     *
     * @param command whose option it is
     */
    Catalog read(Terminal terminal, CommandSpec command) {
        return directory == null ? Catalog.builtIn() : withOwn(directory, terminal, command);
    }

    /** What of them a question about one model needs. */
    Catalog readAbout(String model, Terminal terminal, CommandSpec command) {
        return directory == null ? Catalog.builtInAbout(model) : withOwn(directory, terminal, command);
    }

    private static Catalog withOwn(Path own, Terminal terminal, CommandSpec command) {
        if (!Files.isDirectory(own)) {
            throw new ParameterException(command.commandLine(), "--catalog " + own + ": there is no such directory.");
        }
        Catalog catalog = Catalog.builtIn().with(own);
        catalog.problems().forEach(problem -> terminal.err().println("aim: " + own.resolve(problem.toString())));
        return catalog;
    }
}
