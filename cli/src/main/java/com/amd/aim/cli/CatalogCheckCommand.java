package com.amd.aim.cli;

import com.amd.aim.cli.status.Format;
import com.amd.aim.cli.text.Documents;
import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.check.CatalogCheck;
import com.amd.aim.engine.check.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aim catalog check}: whether files of GPUs, models, recipes and engines can be used. */
@Command(
        name = "check",
        description =
                "Say what is wrong in the catalogue's files: what cannot be read, numbers that contradict each other,"
                        + " recipes that could never work.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:no error; there may be warnings",
            " 1:an error",
            " 2:not understood: unknown command, option or value",
            " 143:stopped by a signal, in good order"
        })
final class CatalogCheckCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "Your own files, as for --catalog. Default: the built-in ones.")
    private @Nullable Path directory;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}; name is what has a finding.")
    private Format format = Format.table;

    private CatalogCheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The group of commands on the catalogue as a whole. */
    static CommandLine group(Terminal terminal) {
        return new CommandLine(new Group()).addSubcommand(new CatalogCheckCommand(terminal));
    }

    /** What is done with a catalogue as a whole. */
    @Command(
            name = "catalog",
            description = "Work on the catalogue of GPUs, models, recipes and engines.",
            synopsisSubcommandLabel = "COMMAND")
    private static final class Group {}

    @Override
    public Integer call() {
        List<Finding> findings = findings();
        switch (format) {
            case table, wide -> people(findings);
            case json -> terminal.out().println(Documents.json(findings));
            case yaml -> terminal.out().println(Documents.yaml(findings));
            case name -> findings.stream().map(Finding::subject).distinct().forEach(terminal.out()::println);
        }
        return errors(findings) == 0 ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    /** What is said of the built-in files is not the affair of who checks their own. */
    private List<Finding> findings() {
        List<Finding> builtIn = CatalogCheck.check(Catalog.builtIn());
        Path own = directory;
        if (own == null) {
            return builtIn;
        }
        if (!Files.isDirectory(own)) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), own + ": there is no such directory.");
        }
        List<Finding> findings =
                new ArrayList<>(CatalogCheck.check(Catalog.builtIn().with(own)));
        findings.removeAll(builtIn);
        return findings;
    }

    private void people(List<Finding> findings) {
        findings.forEach(terminal.out()::println);
        long errors = errors(findings);
        long warnings = findings.size() - errors;
        terminal.out()
                .println("%d %s, %d %s."
                        .formatted(
                                errors,
                                errors == 1 ? "error" : "errors",
                                warnings,
                                warnings == 1 ? "warning" : "warnings"));
    }

    private static long errors(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .count();
    }
}
