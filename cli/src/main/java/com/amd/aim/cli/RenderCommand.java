package com.amd.aim.cli;

import com.amd.aim.cli.inventory.Stock;
import com.amd.aim.cli.logging.Logs;
import com.amd.aim.cli.manifest.ManifestFile;
import com.amd.aim.cli.render.ClusterFacts;
import com.amd.aim.cli.render.GivenManifests;
import com.amd.aim.cli.render.Renderer;
import com.amd.aim.cli.text.Documents;
import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.operator.OperatorConfig;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.render.JobSettings;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aim render}: what the operator would apply. */
@Command(
        name = "render",
        description = {
            "Print the objects that the operator would apply for the AIMServices in a file, by the operator's own code:"
                    + " cache, Jobs, claim, Deployment, Service. AIMRecipes and AIMModelCaches in the file count.",
            "What only a cluster knows comes from --facts, as 'aim status -o facts' writes it there; what is missing is said"
                    + " on standard error."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:all services would be served",
            " 1:one would not, which is said with the reason; the others are printed",
            " 2:not understood: unknown command, option or value, or a manifest that a cluster would refuse",
            " 143:stopped by a signal, in good order"
        })
final class RenderCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ManifestOptions manifests = new ManifestOptions();

    @Mixin
    private InventoryOptions inventory = new InventoryOptions();

    @Mixin
    private CatalogOptions catalogs = new CatalogOptions();

    @Option(names = "--facts", paramLabel = "FILE", description = "What a cluster knows, from 'aim status -o facts'.")
    private @Nullable Path factsFile;

    @Option(
            names = "--image",
            paramLabel = "IMAGE",
            description = "The aim image that the operator runs. Default: that of --facts, else "
                    + OperatorConfig.DEFAULT_IMAGE)
    private @Nullable String image;

    @Option(
            names = "--hub-endpoint",
            paramLabel = "URL",
            description = "The operator's model hub. Default: that of --facts, else the Hugging Face hub.")
    private @Nullable URI hub;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "yaml",
            description = "${COMPLETION-CANDIDATES}: documents, or one List. Default: ${DEFAULT-VALUE}")
    private Output output = Output.yaml;

    /** What is written after {@code -o}. */
    enum Output {
        yaml,
        json
    }

    RenderCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        Logs.forPeople(terminal.err(), terminal.debug());
        Catalog catalog = catalogs.read(terminal, command);
        GivenManifests given = manifests.read(command);
        ClusterFacts facts = facts(command);
        Renderer renderer = new Renderer(catalog, settings(facts, command), facts, given.caches());
        List<ObjectNode> objects = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (AIMService service : given.services()) {
            Stock stock = inventory.find(terminal, catalog.gpus(), ManifestOptions.asking(service, catalog), command);
            Renderer.Result result =
                    renderer.render(service, stock.inventory(), ManifestOptions.recipes(service, given, stock));
            objects.addAll(result.objects());
            unknown.addAll(result.unknown());
            result.problem()
                    .ifPresent(why -> problems.add("%s/%s: %s"
                            .formatted(
                                    service.getMetadata().getNamespace(),
                                    service.getMetadata().getName(),
                                    why)));
        }
        print(objects);
        problems.forEach(problem -> terminal.err().println("aim: " + problem));
        tellUnknown(unknown);
        return problems.isEmpty() ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    private ClusterFacts facts(CommandSpec command) {
        Path file = factsFile;
        if (file == null) {
            return ClusterFacts.NONE;
        }
        try {
            return ClusterFacts.parse(ManifestFile.text(file));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--facts " + file + ": " + e.getMessage(), e);
        }
    }

    private JobSettings settings(ClusterFacts facts, CommandSpec command) {
        try {
            return new JobSettings(
                    Optional.ofNullable(image)
                            .or(() -> Optional.ofNullable(facts.image()))
                            .orElse(OperatorConfig.DEFAULT_IMAGE),
                    Optional.ofNullable(hub)
                            .or(() -> Optional.ofNullable(facts.hub()).map(URI::create))
                            .orElse(OperatorConfig.DEFAULT_HUB));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    command.commandLine(), "--facts %s: hub: %s.".formatted(factsFile, e.getMessage()), e);
        }
    }

    private void print(List<ObjectNode> objects) {
        switch (output) {
            case yaml -> objects.forEach(object -> terminal.out().println("---\n" + Documents.yaml(object)));
            case json -> {
                Map<String, Object> list = new LinkedHashMap<>();
                list.put("apiVersion", "v1");
                list.put("kind", "List");
                list.put("items", objects);
                terminal.out().println(Documents.json(list));
            }
        }
    }

    private void tellUnknown(List<String> unknown) {
        if (!unknown.isEmpty()) {
            terminal.err()
                    .println("Only a cluster knows, and --facts FILE can tell ('aim status -o facts' writes it):");
            unknown.forEach(what -> terminal.err().println("  " + what));
        }
    }
}
