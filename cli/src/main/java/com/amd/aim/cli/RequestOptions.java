package com.amd.aim.cli;

import com.amd.aim.engine.backend.Backends;
import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.hardware.Precision;
import com.amd.aim.engine.recipe.Configuration;
import com.amd.aim.engine.selection.Objective;
import com.amd.aim.engine.selection.Request;
import java.util.Iterator;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** What constrains the choice; what is given is never changed. */
final class RequestOptions {
    @Option(
            names = "--gpu-count",
            paramLabel = "N",
            converter = GpuCountConverter.class,
            description = "GPUs of one replica. Default: what recipe and model size ask for.")
    private @Nullable Integer gpuCount;

    @Option(
            names = "--max-nodes",
            paramLabel = "N",
            converter = NodesConverter.class,
            description = "Nodes that one replica may stretch over. Default: as many as a recipe says, else one.")
    private @Nullable Integer maxNodes;

    @Option(
            names = "--precision",
            paramLabel = "P",
            converter = PrecisionConverter.class,
            completionCandidates = PrecisionWords.class,
            description = "${COMPLETION-CANDIDATES}, or an alias such as bfloat16. Default: the recipe's.")
    private @Nullable Precision precision;

    @Option(
            names = "--hardware",
            paramLabel = "GPU",
            description = "The GPU to run on, such as MI300X. It chooses among those that are there.")
    private @Nullable String hardware;

    @Option(names = "--backend", paramLabel = "NAME", description = "The engine, such as vllm. Default: the recipe's.")
    private @Nullable String backend;

    @Option(names = "--recipe", paramLabel = "NAME", description = "The recipe. Default: the best that fits.")
    private @Nullable String recipe;

    @Option(
            names = "--optimize-for",
            paramLabel = "WHAT",
            converter = ObjectiveConverter.class,
            completionCandidates = ObjectiveWords.class,
            description = "${COMPLETION-CANDIDATES}: what decides where several would do. Default: the recipes' order.")
    private @Nullable Objective optimizeFor;

    @Mixin
    private ModelOptions unknown = new ModelOptions();

    /** Whether anything is constrained, or said of the model. */
    boolean isAnyGiven() {
        return unknown.isAnyGiven()
                || Stream.of(gpuCount, maxNodes, precision, hardware, backend, recipe, optimizeFor)
                        .anyMatch(Objects::nonNull);
    }

    /** The catalogue as far as it is needed: whether a recipe that is named serves another model only all of it can tell. */
    Catalog catalog(String model, CatalogOptions catalogs, Terminal terminal, CommandSpec command) {
        Catalog known =
                recipe == null ? catalogs.readAbout(model, terminal, command) : catalogs.read(terminal, command);
        return unknown.with(known, model, command);
    }

    /**
     * The request for a model.
     *
     * @param command whose options they are
     */
    Request request(String model, Catalog catalog, CommandSpec command) {
        return new Request(
                model,
                recipe,
                hardware == null ? null : gpu(hardware, catalog, command).name(),
                gpuCount,
                maxNodes,
                precision,
                backend == null ? null : known(backend, catalog, command),
                optimizeFor);
    }

    private static Gpu gpu(String hardware, Catalog catalog, CommandSpec command) {
        return catalog.gpus()
                .byName(hardware)
                .orElseThrow(() -> new ParameterException(
                        command.commandLine(),
                        "--hardware %s is not known; known are %s."
                                .formatted(hardware, catalog.gpus().names())));
    }

    private static String known(String backend, Catalog catalog, CommandSpec command) {
        TreeSet<String> known = new TreeSet<>(Backends.names());
        catalog.recipes()
                .forEach(recipe -> recipe.configurations().stream()
                        .map(Configuration::backend)
                        .forEach(known::add));
        if (known.contains(backend)) {
            return backend;
        }
        throw new ParameterException(
                command.commandLine(),
                "--backend %s is not known; known are %s.".formatted(backend, String.join(", ", known)));
    }

    /** From 1 to what the resource allows too. */
    static final class NodesConverter implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            if (text.matches("[1-9]\\d{0,2}") && Integer.parseInt(text) <= Configuration.MOST_NODES) {
                return Integer.valueOf(text);
            }
            throw new TypeConversionException(
                    "'%s' is not a number of nodes from 1 to %d".formatted(text, Configuration.MOST_NODES));
        }
    }

    static final class GpuCountConverter implements ITypeConverter<Integer> {
        private static final int MOST = 1024;

        @Override
        public Integer convert(String text) {
            if (text.matches("[1-9]\\d{0,3}") && Integer.parseInt(text) <= MOST) {
                return Integer.valueOf(text);
            }
            throw new TypeConversionException("'%s' is not a number of GPUs from 1 to %d".formatted(text, MOST));
        }
    }

    /** A canonical word or an alias. */
    static final class PrecisionConverter implements ITypeConverter<Precision> {
        @Override
        public Precision convert(String text) {
            return Precision.parse(text)
                    .orElseThrow(() -> new TypeConversionException("'%s' is not a precision; known are %s"
                            .formatted(text, String.join(", ", Precision.words()))));
        }
    }

    /** In any case, as on a command line. */
    static final class ObjectiveConverter implements ITypeConverter<Objective> {
        @Override
        public Objective convert(String text) {
            return Objective.parse(text)
                    .orElseThrow(() -> new TypeConversionException("'%s' is not something to optimise for; known are %s"
                            .formatted(text, String.join(", ", new ObjectiveWords()))));
        }
    }

    /** What a shell completes. */
    static final class ObjectiveWords implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Objective.words().stream()
                    .map(word -> word.toLowerCase(Locale.ROOT))
                    .iterator();
        }
    }

    /** What a shell completes. */
    static final class PrecisionWords implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Precision.words().iterator();
        }
    }
}
