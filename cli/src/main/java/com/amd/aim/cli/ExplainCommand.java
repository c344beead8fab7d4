package com.amd.aim.cli;

import com.amd.aim.cli.explain.ExplanationDocument;
import com.amd.aim.cli.explain.ExplanationText;
import com.amd.aim.cli.explain.Question;
import com.amd.aim.cli.inventory.Asking;
import com.amd.aim.cli.inventory.Stock;
import com.amd.aim.cli.logging.Logs;
import com.amd.aim.cli.manifest.ServiceFile;
import com.amd.aim.cli.status.Format;
import com.amd.aim.cli.text.Documents;
import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.selection.Chosen;
import com.amd.aim.engine.selection.NothingFits;
import com.amd.aim.engine.selection.Request;
import com.amd.aim.engine.selection.Selection;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.AIMServiceSpec;
import com.amd.aim.operator.plan.ServiceNodes;
import com.amd.aim.operator.plan.ServiceRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aim explain}: why this recipe. */
@Command(
        name = "explain",
        description = {
            "Say how a model would be run, why so, why not otherwise, and what would make it better: on the GPUs of --nodes,"
                    + " else of the cluster that a kubeconfig names, else of this host.",
            "It chooses as the operator does, and changes nothing."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:there is a way to run it",
            " 1:there is none, which is said with the reason; or a cluster that does not answer",
            " 2:not understood: unknown command, option or value",
            " 143:stopped by a signal, in good order"
        })
final class ExplainCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "MODEL", description = ModelOptions.MODEL)
    private @Nullable String model;

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "FILE",
            description = "In place of MODEL: the manifest of an AIMService, which says what to choose for.")
    private @Nullable Path file;

    @Mixin
    private RequestOptions request = new RequestOptions();

    @Mixin
    private InventoryOptions inventory = new InventoryOptions();

    @Mixin
    private CatalogOptions catalogs = new CatalogOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}; wide breaks no sentence, name is the"
                    + " chosen recipe's.")
    private Format format = Format.table;

    ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        if ((model == null) == (file == null)) {
            throw new ParameterException(command.commandLine(), "say either MODEL or -f FILE.");
        }
        if (file != null && request.isAnyGiven()) {
            throw new ParameterException(
                    command.commandLine(), "with -f the constraints are those of its spec; leave these options out.");
        }
        Logs.forPeople(terminal.err(), terminal.debug());
        Question question = file == null
                ? ofModel(Objects.requireNonNull(model), command)
                : ofService(service(file, command), command);
        Selection answer = question.answer();
        boolean forPeople = format == Format.table || format == Format.wide;
        if (answer instanceof NothingFits nothing
                && (!forPeople || answer.candidates().isEmpty())) {
            terminal.err().println("aim: " + (file == null ? ModelOptions.message(nothing) : nothing.message()));
        }
        if (!forPeople || !answer.candidates().isEmpty()) {
            print(question, answer);
        }
        return answer instanceof Chosen ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    private Question ofModel(String model, CommandSpec command) {
        Catalog catalog = request.catalog(model, catalogs, terminal, command);
        Request asked = request.request(model, catalog, command);
        Asking asking = Asking.forAny("", asked.hardware());
        return new Question(asked, inventory.find(terminal, catalog.gpus(), asking, command), catalog);
    }

    private Question ofService(AIMService service, CommandSpec command) {
        Catalog catalog = catalogs.read(terminal, command);
        AIMServiceSpec wanted = service.getSpec();
        Asking asking = new Asking(
                Objects.requireNonNullElse(service.getMetadata().getNamespace(), ""),
                Objects.requireNonNullElse(service.getMetadata().getName(), ""),
                Optional.ofNullable(wanted.hardware())
                        .flatMap(catalog.gpus()::byName)
                        .map(Gpu::name)
                        .orElse(null),
                () -> ServiceNodes.of(wanted));
        Stock stock = inventory.find(terminal, catalog.gpus(), asking, command);
        return new Question(ServiceRequest.of(wanted), stock.ofOperator(), catalog);
    }

    private static AIMService service(Path file, CommandSpec command) {
        List<AIMService> services;
        try {
            services = ServiceFile.read(file);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "-f " + e.getMessage(), e);
        }
        if (services.size() == 1) {
            return services.getFirst();
        }
        String names = services.stream()
                .map(service -> service.getMetadata().getName())
                .collect(Collectors.joining(", "));
        throw new ParameterException(
                command.commandLine(),
                "-f %s: there has to be one AIMService in it, and there %s."
                        .formatted(file, services.isEmpty() ? "is none" : "are " + names));
    }

    private void print(Question question, Selection answer) {
        switch (format) {
            case table, wide -> {
                boolean wide = format == Format.wide;
                new ExplanationText(question, answer, wide, terminal.colours())
                        .lines()
                        .forEach(terminal.out()::println);
            }
            case json -> terminal.out().println(Documents.json(ExplanationDocument.of(answer)));
            case yaml -> terminal.out().println(Documents.yaml(ExplanationDocument.of(answer)));
            case name -> {
                if (answer instanceof Chosen chosen) {
                    terminal.out().println(chosen.recipe().name());
                }
            }
        }
    }
}
