package com.amd.aim.cli;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.model.HubConfig;
import com.amd.aim.engine.model.ModelSize;
import com.amd.aim.engine.selection.NothingFits;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What is to be known of a model that the catalogue does not know. */
final class ModelOptions {
    static final String WAY_OUT = "To ask about it all the same, say its parameters with --size, such as 32.8B.";

    /** What a command's parameter MODEL is. */
    static final String MODEL = "The model's id, such as Qwen/Qwen3-32B.";

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            description = "Of a model that the catalogue does not know: its parameters, such as 32.8B, 8x7B or 1.5T.")
    private @Nullable String size;

    @Option(
            names = "--model-config",
            paramLabel = "FILE",
            description = "Of such a model: the config.json of its repository, for heads, layers and context.")
    private @Nullable Path config;

    boolean isAnyGiven() {
        return size != null || config != null;
    }

    /** Why nothing can be chosen, and of an unknown model how it can be asked about all the same. */
    static String message(NothingFits nothing) {
        return nothing.cause() == NothingFits.Cause.UNKNOWN_MODEL
                ? nothing.message() + " " + WAY_OUT
                : nothing.message();
    }

    /** The catalogue with the model, where these options speak of it. */
    Catalog with(Catalog catalog, String model, CommandSpec command) {
        if (!isAnyGiven()) {
            return catalog;
        }
        if (catalog.models().byId(model).isPresent()) {
            throw misused(command, "%s is in the catalogue; leave --size and --model-config out.".formatted(model));
        }
        String written = Objects.requireNonNullElse(size, "");
        if (size != null && ModelSize.billions(written).isEmpty()) {
            throw misused(
                    command,
                    "--size '%s' is not a size; write the parameters such as 32.8B, 8x7B or 1.5T.".formatted(size));
        }
        return catalog.with(HubConfig.model(model, written, read(command)));
    }

    private JsonNode read(CommandSpec command) {
        if (config == null) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            JsonNode tree = new ObjectMapper().readTree(Files.readString(config));
            if (tree.isObject()) {
                return tree;
            }
        } catch (NoSuchFileException e) {
            throw misused(command, "--model-config %s: there is no such file.".formatted(config));
        } catch (IOException e) {
            throw misused(command, "--model-config %s cannot be read as JSON.".formatted(config));
        }
        throw misused(command, "--model-config %s is not the JSON object that a config.json is.".formatted(config));
    }

    private static ParameterException misused(CommandSpec command, String sentence) {
        return new ParameterException(command.commandLine(), sentence);
    }
}
