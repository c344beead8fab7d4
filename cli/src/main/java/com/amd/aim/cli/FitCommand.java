package com.amd.aim.cli;

import com.amd.aim.cli.fit.FitDocument;
import com.amd.aim.cli.fit.FitQuestion;
import com.amd.aim.cli.fit.FitText;
import com.amd.aim.cli.fit.Way;
import com.amd.aim.cli.status.Format;
import com.amd.aim.cli.text.Documents;
import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.hardware.Precision;
import com.amd.aim.engine.model.Model;
import com.amd.aim.engine.model.NearestNames;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aim fit}: does a model fit, and what is left. */
@Command(
        name = "fit",
        description = {
            "Say whether a model fits the memory of GPUs, and how much context for how many requests is left: for one number"
                    + " of GPUs in parts, else for every number of GPUs and every precision it is published in.",
            "It goes by what an engine is told where no recipe says otherwise."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:it fits, at least one way",
            " 1:it does not, which is said with the reason; or it is not known",
            " 2:not understood: unknown command, option or value",
            " 143:stopped by a signal, in good order"
        })
final class FitCommand implements Callable<Integer> {
    private static final int NEAREST = 3;

    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = ModelOptions.MODEL)
    private String model = "";

    @Option(names = "--hardware", paramLabel = "GPU", required = true, description = "The GPU, such as MI300X.")
    private String hardware = "";

    @Option(
            names = "--gpu-count",
            paramLabel = "N",
            converter = RequestOptions.GpuCountConverter.class,
            description = "GPUs of one replica. Default: a table of all up to a full node, and of more nodes in full.")
    private @Nullable Integer gpuCount;

    @Option(
            names = "--max-nodes",
            paramLabel = "N",
            converter = RequestOptions.NodesConverter.class,
            description = "Nodes that one replica may stretch over. Default: one.")
    private @Nullable Integer maxNodes;

    @Option(
            names = "--precision",
            paramLabel = "P",
            converter = RequestOptions.PrecisionConverter.class,
            completionCandidates = RequestOptions.PrecisionWords.class,
            description = "${COMPLETION-CANDIDATES}, or an alias. Default: all that it is published in.")
    private @Nullable Precision precision;

    @Option(
            names = "--context",
            paramLabel = "TOKENS",
            description = "The longest request to make room for. Default: what is usual for the hardware.")
    private @Nullable Integer context;

    @Mixin
    private ModelOptions unknown = new ModelOptions();

    @Mixin
    private CatalogOptions catalogs = new CatalogOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}; name is each way that fits, as"
                    + " 4xMI300X/bf16.")
    private Format format = Format.table;

    FitCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        FitQuestion question = question(unknown.with(catalogs.readAbout(model, terminal, command), model, command));
        List<Way> ways = question.ways();
        if (ways.isEmpty()) {
            throw new CommandFailed(nothingKnown(question));
        }
        print(question, ways);
        if (ways.stream().anyMatch(Way::fits)) {
            return ExitCodes.DONE;
        }
        question.remedy().ifPresent(this::say);
        return ExitCodes.FAILED;
    }

    private FitQuestion question(Catalog catalog) {
        Model known = catalog.models().byId(model).orElseThrow(() -> unknown(catalog));
        int longest = known.maxLength().orElse(Integer.MAX_VALUE);
        if (context != null && (context < 1 || context > longest)) {
            throw misused("--context %d has to be from 1 to %d%s."
                    .formatted(context, longest, known.maxLength().isPresent() ? ", the model's own longest" : ""));
        }
        FitQuestion question = new FitQuestion(
                known,
                catalog.gpus()
                        .byName(hardware)
                        .orElseThrow(() -> misused("--hardware %s is not known; known are %s."
                                .formatted(hardware, catalog.gpus().names()))),
                precision,
                given(gpuCount),
                given(maxNodes),
                context == null ? OptionalLong.empty() : OptionalLong.of(context));
        question.unshared().ifPresent(sentence -> {
            throw misused(sentence);
        });
        return question;
    }

    private static OptionalInt given(@Nullable Integer number) {
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    private ParameterException misused(String sentence) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), sentence);
    }

    private CommandFailed unknown(Catalog catalog) {
        List<String> nearest = NearestNames.of(
                model, catalog.models().all().stream().map(Model::id).toList(), NEAREST);
        return new CommandFailed("The model %s is not known%s. %s"
                .formatted(
                        model,
                        nearest.isEmpty()
                                ? "; 'aim models list' has all that are"
                                : "; the nearest are " + String.join(", ", nearest),
                        ModelOptions.WAY_OUT));
    }

    private static String nothingKnown(FitQuestion question) {
        return question.published().isEmpty()
                ? "What the weights of %s take is not known: its file has no checkpoints."
                        .formatted(question.model().id())
                : "%s is not published in that precision; it is in %s."
                        .formatted(question.model().id(), question.published());
    }

    /** Beside what a program reads, else below it. */
    private void say(String sentence) {
        if (format == Format.table || format == Format.wide) {
            terminal.out().println(sentence);
        } else {
            terminal.err().println("aim: " + sentence);
        }
    }

    private void print(FitQuestion question, List<Way> ways) {
        switch (format) {
            case table, wide -> {
                FitText text = new FitText(question, format == Format.wide);
                Stream<String> lines = question.gpuCount().isPresent()
                        ? ways.stream().flatMap(way -> text.detail(way).stream())
                        : text.table(ways).stream();
                lines.forEach(terminal.out()::println);
            }
            case json -> terminal.out().println(Documents.json(FitDocument.of(question, ways)));
            case yaml -> terminal.out().println(Documents.yaml(FitDocument.of(question, ways)));
            case name ->
                ways.stream()
                        .filter(Way::fits)
                        .map(way -> way.gpus().shortText() + "/"
                                + way.checkpoint().precision().word())
                        .forEach(terminal.out()::println);
        }
    }
}
