package com.amd.aim.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.cli.Tree;
import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.recipe.Origin;
import com.amd.aim.engine.selection.Chosen;
import com.amd.aim.engine.selection.Inventory;
import com.amd.aim.engine.selection.NodeGpus;
import com.amd.aim.engine.selection.NothingFits;
import com.amd.aim.engine.selection.Request;
import com.amd.aim.engine.selection.Selection;
import com.amd.aim.engine.selection.Selector;
import com.amd.aim.operator.api.AIMRecipe;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.AIMServiceSpec;
import com.amd.aim.operator.plan.RecipeMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The examples")
class ExamplesTest {
    /** The nodes of the demo. */
    private static final Inventory NODES =
            Inventory.of(List.of(node("a", "MI300X"), node("b", "MI300X"), node("c", "MI325X")));

    @Test
    @DisplayName("are all applied by the demo, in the order of their names, smallest first")
    void areAllApplied() throws IOException {
        try (Stream<Path> files = Files.list(Tree.root().resolve("examples"))) {
            assertThat(Manifests.examples().stream().map(Manifests.Manifest::file))
                    .containsExactlyElementsOf(files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString())
                            .sorted()
                            .toList());
        }
        assertThat(Tree.read("examples/1-one-line.yaml").lines().dropWhile(line -> !line.equals("spec:")))
                .as("one line of spec")
                .hasSize(2);
    }

    @Test
    @DisplayName("show each of the three resources")
    void showEachResource() {
        assertThat(objects().map(HasMetadata::getKind).distinct())
                .containsExactlyInAnyOrder("AIMService", "AIMRecipe", "AIMModelCache");
    }

    @Test
    @DisplayName("choose what their comments say, and fit together on the demo's GPUs")
    void fitTogether() {
        Map<String, String> chosen = new TreeMap<>();
        Map<String, Integer> used = new TreeMap<>();
        of(AIMService.class).forEach(service -> {
            Chosen choice = choose(service);
            chosen.put(
                    service.getMetadata().getName(),
                    "%s on %dx%s"
                            .formatted(
                                    choice.recipe().name(),
                                    choice.configuration().gpuCount(),
                                    choice.gpu().name()));
            used.merge(choice.gpu().name(), choice.configuration().gpuCount(), Integer::sum);
        });

        assertThat(chosen)
                .containsEntry("qwen3-32b", "qwen3-32b-mi300x-bf16 on 4xMI300X")
                .containsEntry("llama-405b", "llama-3-1-405b-fp8-kv-mi300x-fp8 on 4xMI325X")
                .containsEntry("qwen3-8b", "qwen3-8b-long-context on 1xMI300X")
                .hasSize(5);
        assertThat(chosen.get("assistant")).endsWith("on 1xMI325X");
        assertThat(used.get("MI300X")).isLessThanOrEqualTo(16);
        assertThat(used.get("MI325X")).isLessThanOrEqualTo(8);
    }

    @Test
    @DisplayName("of what does not go well fail as their comments say")
    void fail() {
        AIMService service = new KubernetesSerialization()
                .unmarshal(Tree.read("examples/failing/absent-hardware.yaml"), AIMService.class);

        assertThat(select(service)).isInstanceOfSatisfying(NothingFits.class, nothing -> {
            assertThat(nothing.cause()).isEqualTo(NothingFits.Cause.HARDWARE_ABSENT);
            assertThat(nothing.candidates()).isNotEmpty();
        });
    }

    private static Chosen choose(AIMService service) {
        return (Chosen) select(service);
    }

    private static Selection select(AIMService service) {
        AIMServiceSpec spec = service.getSpec();
        Request request =
                new Request(spec.modelId(), spec.recipe(), spec.hardware(), spec.gpuCount(), null, spec.backend());
        var recipes = of(AIMRecipe.class)
                .map(recipe -> RecipeMapper.map(recipe, Origin.NAMESPACE))
                .toList();
        return Selector.select(request, NODES, Catalog.builtIn(), recipes);
    }

    private static <T extends HasMetadata> Stream<T> of(Class<T> kind) {
        KubernetesSerialization serialization = new KubernetesSerialization();
        return objects()
                .filter(object -> object.getKind().equals(kind.getSimpleName()))
                .map(object -> serialization.convertValue(object, kind));
    }

    private static Stream<HasMetadata> objects() {
        return Manifests.examples().stream().flatMap(example -> example.objects().stream());
    }

    private static NodeGpus node(String name, String gpu) {
        return new NodeGpus(name, gpu, "amd.com/gpu", 8, OptionalInt.empty());
    }
}
