package com.amd.aim.cli.inventory;

import com.amd.aim.cli.manifest.ManifestFile;
import com.amd.aim.engine.hardware.GpuCatalog;
import com.amd.aim.engine.hardware.NodeForm;
import io.fabric8.kubernetes.api.model.Node;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Nodes that somebody writes down: in their short form, in a file of these, or in a file of Node manifests. */
public sealed interface WrittenNodes {
    /** So many nodes with so many GPUs of a kind. */
    record Forms(List<NodeForm> nodes) implements WrittenNodes {
        public Forms {
            nodes = List.copyOf(nodes);
        }
    }

    /** Nodes as Kubernetes writes them. */
    record Manifests(List<Node> nodes) implements WrittenNodes {
        public Manifests {
            nodes = List.copyOf(nodes);
        }
    }

    /**
     * Reads what follows {@code --nodes}.
     *
     * @throws IllegalArgumentException with a sentence that names the text or the file
     */
    static WrittenNodes read(String nodes, GpuCatalog gpus) {
        Optional<Path> file = NodeForm.isMeant(nodes) ? Optional.empty() : file(nodes);
        return file.isPresent() ? inFile(file.get(), gpus) : new Forms(forms(nodes, gpus));
    }

    private static Optional<Path> file(String name) {
        try {
            return Optional.of(Path.of(name)).filter(path -> !name.isBlank() && Files.exists(path));
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    private static WrittenNodes inFile(Path file, GpuCatalog gpus) {
        try {
            String text = ManifestFile.text(file);
            String lines = text.lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .collect(Collectors.joining(","));
            return NodeForm.isMeant(lines) ? new Forms(forms(lines, gpus)) : new Manifests(NodeFile.read(text));
        } catch (IllegalArgumentException e) {
            throw ManifestFile.in(file, e);
        }
    }

    private static List<NodeForm> forms(String text, GpuCatalog gpus) {
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
}
