package com.amd.aim.cli;

import com.amd.aim.cli.catalog.Kind;
import com.amd.aim.cli.status.Format;
import com.amd.aim.engine.catalog.Catalog;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aim recipes}, {@code models}, {@code hardware}, {@code engines}: what the catalogue knows. */
@Command(synopsisSubcommandLabel = "COMMAND")
final class KindCommands {
    private KindCommands() {}

    /** The command of one kind with its subcommands. */
    static CommandLine of(Kind<?> kind, Terminal terminal) {
        CommandLine group = new CommandLine(new KindCommands());
        group.getCommandSpec()
                .usageMessage()
                .description("List the %s that are known, or show one.".formatted(kind.plural()));
        group.addSubcommand(
                "list", described(new ListCommand(kind, terminal), "List the " + kind.plural() + " that are known."));
        group.addSubcommand(
                "show",
                described(new ShowCommand(kind, terminal), "Show all that is known of one " + kind.singular() + "."));
        return group;
    }

    private static CommandLine described(Object command, String description) {
        CommandLine line = new CommandLine(command);
        line.getCommandSpec().usageMessage().description(description);
        return line;
    }

    /** All of a kind. */
    @Command
    static final class ListCommand implements Callable<Integer> {
        private final Kind<?> kind;
        private final Terminal terminal;

        @Spec
        private @Nullable CommandSpec spec;

        @Mixin
        private CatalogOptions catalogs = new CatalogOptions();

        @Option(
                names = {"-o", "--output"},
                paramLabel = "FORMAT",
                defaultValue = "table",
                description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
        private Format format = Format.table;

        ListCommand(Kind<?> kind, Terminal terminal) {
            this.kind = kind;
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            terminal.out().println(kind.list(catalogs.read(terminal, Objects.requireNonNull(spec)), format));
            return ExitCodes.DONE;
        }
    }

    /** One of a kind. */
    @Command
    static final class ShowCommand implements Callable<Integer> {
        private final Kind<?> kind;
        private final Terminal terminal;

        @Spec
        private @Nullable CommandSpec spec;

        @Parameters(paramLabel = "NAME", description = "Its name, as 'list' prints it.")
        private String name = "";

        @Mixin
        private CatalogOptions catalogs = new CatalogOptions();

        @Option(
                names = {"-o", "--output"},
                paramLabel = "FORMAT",
                defaultValue = "table",
                description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}, which here is yaml.")
        private Format format = Format.table;

        ShowCommand(Kind<?> kind, Terminal terminal) {
            this.kind = kind;
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            Catalog catalog = catalogs.read(terminal, Objects.requireNonNull(spec));
            terminal.out()
                    .println(kind.show(catalog, name, format)
                            .orElseThrow(() -> new CommandFailed(kind.missing(catalog, name))));
            return ExitCodes.DONE;
        }
    }
}
