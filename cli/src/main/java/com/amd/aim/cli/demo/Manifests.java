package com.amd.aim.cli.demo;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMRecipe;
import com.amd.aim.operator.api.AIMService;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files that the demo applies, as they are in the tree: the definitions of {@code crds/} and the {@code examples/}. */
public final class Manifests {
    private static final List<String> EXAMPLES =
            List.of("1-one-line.yaml", "2-pinned.yaml", "3-own-recipe.yaml", "4-shared-cache.yaml");

    private Manifests() {}

    /**
     * A file and the objects in it, in its order.
     *
     * @param file its name, without folder
     */
    public record Manifest(String file, List<HasMetadata> objects) {

        /** The file and what is in it, in one line. */
        public String describe() {
            return "%-22s %s"
                    .formatted(
                            file,
                            objects.stream()
                                    .map(object -> object.getKind() + " "
                                            + object.getMetadata().getName())
                                    .collect(Collectors.joining(", ")));
        }

        /** The names of the services in it, in its order. */
        List<String> services() {
            return objects.stream()
                    .filter(object -> object.getKind().equals(HasMetadata.getKind(AIMService.class)))
                    .map(object -> object.getMetadata().getName())
                    .toList();
        }
    }

    /** The CustomResourceDefinitions. */
    public static List<HasMetadata> definitions() {
        return Stream.of(AIMService.class, AIMRecipe.class, AIMModelCache.class)
                .map(HasMetadata::getPlural)
                .flatMap(plural -> read("/crds/" + plural + ".yaml").stream())
                .toList();
    }

    /** The examples, smallest first. */
    public static List<Manifest> examples() {
        return EXAMPLES.stream()
                .map(file -> new Manifest(file, read("/examples/" + file)))
                .toList();
    }

    /** The names of the services in the examples, in their order. */
    public static List<String> services() {
        return examples().stream()
                .flatMap(example -> example.services().stream())
                .toList();
    }

    private static List<HasMetadata> read(String resource) {
        try (InputStream yaml = Manifests.class.getResourceAsStream(resource)) {
            if (yaml == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            Object content = new KubernetesSerialization().unmarshal(yaml);
            List<?> objects = content instanceof List<?> several ? several : List.of(content);
            return objects.stream().map(HasMetadata.class::cast).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
