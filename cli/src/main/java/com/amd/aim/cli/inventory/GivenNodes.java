package com.amd.aim.cli.inventory;

import com.amd.aim.cli.manifest.ManifestFile;
import com.amd.aim.engine.hardware.GpuCatalog;
import com.amd.aim.engine.hardware.NodeForm;
import com.amd.aim.engine.selection.Inventory;
import com.amd.aim.engine.selection.NodeGpus;
import com.amd.aim.operator.plan.ServiceNodes;
import com.amd.aim.operator.view.GpuResources;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** GPUs that somebody writes down: nodes in their short form, a file of these, or a file of Node manifests. */
public final class GivenNodes {
    private final GpuCatalog gpus;
    private final @Nullable String hardware;
    private final Supplier<ServiceNodes> wish;

    /**
     * For one who asks.
     *
     * @param hardware the kind that is asked for by name, canonical
     * @param wish which nodes of manifests may be used; nodes in short form have neither taints nor labels to look at
     */
    public GivenNodes(GpuCatalog gpus, @Nullable String hardware, Supplier<ServiceNodes> wish) {
        this.gpus = gpus;
        this.hardware = hardware;
        this.wish = wish;
    }

    /**
     * Reads what follows {@code --nodes}.
     *
     * @throws IllegalArgumentException with a sentence that names the text or the file
     */
    public Stock read(String nodes) {
        Optional<Path> file = NodeForm.isMeant(nodes) ? Optional.empty() : file(nodes);
        return file.isPresent()
                ? new Stock(ofFile(file.get()), "in " + nodes, List.of())
                : new Stock(ofForm(nodes), "in " + nodes.strip(), List.of());
    }

    private static Optional<Path> file(String name) {
        try {
            return Optional.of(Path.of(name)).filter(path -> !name.isBlank() && Files.exists(path));
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    private Inventory ofFile(Path file) {
        try {
            String text = ManifestFile.text(file);
            String lines = text.lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .collect(Collectors.joining(","));
            return NodeForm.isMeant(lines)
                    ? ofForm(lines)
                    : ClusterGpus.inventory(NodeFile.read(text), gpus, wish.get());
        } catch (IllegalArgumentException e) {
            throw ManifestFile.in(file, e);
        }
    }

    private Inventory ofForm(String text) {
        List<NodeGpus> usable = new ArrayList<>();
        List<Inventory.Excluded> excluded = new ArrayList<>();
        for (NodeForm node : parse(text)) {
            List<NodeForm.Gpus> kinds = node.gpus();
            Optional<NodeForm.Gpus> meant = kinds.size() == 1
                    ? Optional.of(kinds.getFirst())
                    : kinds.stream()
                            .filter(kind -> kind.gpu().name().equals(hardware))
                            .findFirst();
            meant.ifPresentOrElse(
                    kind -> usable.add(usable(node, kind)),
                    () -> excluded.add(
                            new Inventory.Excluded(node.name(), "several kinds of GPU; --hardware says which")));
        }
        return new Inventory(usable, excluded);
    }

    private List<NodeForm> parse(String text) {
        try {
            return NodeForm.parse(text, gpus);
        } catch (IllegalArgumentException e) {
            throw NodeForm.isMeant(text)
                    ? e
                    : new IllegalArgumentException(
                            "\"%s\" is not of the form NODESxGPU:COUNT (%s), and there is no such file."
                                    .formatted(text, NodeForm.EXAMPLE),
                            e);
        }
    }

    private static NodeGpus usable(NodeForm node, NodeForm.Gpus kind) {
        return new NodeGpus(
                node.name(),
                kind.gpu().name(),
                GpuResources.ofKind(kind.gpu()),
                kind.count(),
                OptionalInt.of(kind.count()));
    }
}
