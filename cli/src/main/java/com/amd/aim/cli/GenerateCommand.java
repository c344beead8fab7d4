package com.amd.aim.cli;

import com.amd.aim.cli.generate.AssumedNode;
import com.amd.aim.cli.generate.Plan;
import com.amd.aim.cli.generate.Rendering;
import com.amd.aim.cli.inventory.Asking;
import com.amd.aim.cli.inventory.HostGpus;
import com.amd.aim.cli.inventory.Stock;
import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.config.ConfigGenerator;
import com.amd.aim.engine.config.Generation;
import com.amd.aim.engine.config.Overrides;
import com.amd.aim.engine.config.ServingConfig;
import com.amd.aim.engine.detect.Detection;
import com.amd.aim.engine.detect.GpuDetection;
import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.recipe.Arguments;
import com.amd.aim.engine.selection.Chosen;
import com.amd.aim.engine.selection.NothingFits;
import com.amd.aim.engine.selection.Request;
import com.amd.aim.engine.selection.Selector;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aim generate}: how a model is started, for whoever starts it without the operator. */
@Command(
        name = "generate",
        description = {
            "Print how a model is started: as a command, for docker, Compose, Kubernetes or KServe, or for programs.",
            "It needs no GPU, no cluster and no network. Without --nodes it looks at the GPUs of this host; where there are"
                    + " none it assumes one node of eight and says so."
        })
final class GenerateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = ModelOptions.MODEL)
    private String model = "";

    @Mixin
    private RequestOptions requests = new RequestOptions();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8000",
            converter = PortConverter.class,
            description = "Where the server listens. Default: ${DEFAULT-VALUE}")
    private int port;

    @Mixin
    private NodesOption nodes = new NodesOption();

    @Mixin
    private CatalogOptions catalogs = new CatalogOptions();

    @Option(names = "--dry-run", description = "Only say what would be generated, and why.")
    private boolean dryRun;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "command",
            description =
                    "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}. What is for Kubernetes needs no operator:"
                            + " the server fills its claim itself, with the token of the Secret hf-token where there is one.")
    private Rendering rendering = Rendering.command;

    GenerateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        Catalog catalog = requests.catalog(model, catalogs, terminal, command);
        Request request = requests.request(model, catalog, command);
        Optional<Stock> known = nodes.read(catalog.gpus(), Asking.forAny("", request.hardware()), command);
        Chosen chosen = known.isPresent() ? choose(request, known.get(), catalog) : chooseHere(request, catalog);
        Plan plan = new Plan(chosen, config(chosen, catalog, command), request.hardware() != null);
        rendering.obstacle(plan).ifPresent(sentence -> {
            throw new ParameterException(command.commandLine(), "-o " + sentence);
        });
        if (dryRun) {
            terminal.out().println("Would generate: " + plan.sentence());
            terminal.out().println(plan.why());
        } else {
            terminal.out().println(rendering.of(plan));
        }
        return ExitCodes.DONE;
    }

    private Chosen chooseHere(Request request, Catalog catalog) {
        Detection detection = new GpuDetection(catalog.gpus()).detect(terminal.host());
        if (detection instanceof Detection.Found found && !found.usable().isEmpty()) {
            return choose(request, new HostGpus(catalog.gpus()).of(found), catalog);
        }
        Gpu gpu = AssumedNode.of(request, catalog);
        int nodes = AssumedNode.nodes(request, catalog);
        Chosen chosen = choose(request, AssumedNode.stock(List.of(gpu), nodes), catalog);
        terminal.err()
                .println("aim: %s Assuming %s with %d %s; --nodes says otherwise."
                        .formatted(
                                detection.message(),
                                nodes == 1 ? "one node" : nodes + " nodes, each",
                                AssumedNode.GPUS,
                                gpu.name()));
        return chosen;
    }

    private static Chosen choose(Request request, Stock stock, Catalog catalog) {
        return switch (Selector.select(request, stock.inventory(), catalog, stock.recipes())) {
            case Chosen chosen -> chosen;
            case NothingFits nothing -> throw new CommandFailed(ModelOptions.message(nothing));
        };
    }

    private ServingConfig config(Chosen chosen, Catalog catalog, CommandSpec command) {
        Overrides overrides = new Overrides(Arguments.NONE, List.of(), null, port, null);
        return switch (ConfigGenerator.generate(chosen, overrides, catalog)) {
            case ServingConfig config -> config;
            case Generation.Refused refused ->
                throw new ParameterException(command.commandLine(), String.join(" ", refused.problems()));
        };
    }
}
