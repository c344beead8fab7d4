package com.amd.aim.engine.selection;

import static com.amd.aim.engine.selection.Recipes.CATALOG;
import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.hardware.Precision;
import com.amd.aim.engine.model.Model;
import com.amd.aim.engine.recipe.Origin;
import com.amd.aim.engine.recipe.Readiness;
import com.amd.aim.engine.recipe.Recipe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for any request, any inventory and any recipes; the seeds are fixed so that a failure can be repeated. */
class SelectorPropertiesTest {
    private static final int ROUNDS = 2500;
    private static final List<String> MODELS = Stream.concat(
                    CATALOG.models().all().stream().map(Model::id), Stream.of("me/mine", "no/such"))
            .toList();
    private static final List<String> GPUS = Stream.concat(
                    CATALOG.gpus().all().stream().map(Gpu::name),
                    Stream.of("H100", "0x74A1", "MI300X/cpx_nps4", "MI308X/cpx_nps1"))
            .toList();

    private record Case(Request request, Inventory inventory, List<Recipe> recipes) {
        Selection select() {
            return Selector.select(request, inventory, CATALOG, recipes);
        }

        boolean solvable() {
            return select() instanceof Chosen;
        }

        Case with(Request other) {
            return new Case(other, inventory, recipes);
        }

        Case with(Inventory other) {
            return new Case(request, other, recipes);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20, 300, 4000})
    @DisplayName("a choice fits or there is a reason, the same twice; fewer pins or more hardware never make it worse")
    void holds(long seed) {
        Random random = new Random(seed);
        int solved = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Case one = anyCase(random);
            Selection selection = one.select();
            solved += selection instanceof Chosen ? 1 : 0;
            switch (selection) {
                case Chosen chosen -> assertServes(one, chosen);
                case NothingFits nothing ->
                    assertThat(nothing.message()).as(one.toString()).isNotBlank();
            }
            assertThat(shuffled(one, random).select()).as(one.toString()).isEqualTo(selection);
            if (selection instanceof Chosen) {
                assertThat(lessPinned(one.request(), random))
                        .allSatisfy(request -> assertThat(one.with(request).solvable())
                                .as("%s without a pin of %s", request, one)
                                .isTrue());
                assertThat(one.with(more(one.inventory(), random)).solvable())
                        .as("more than %s", one)
                        .isTrue();
            }
        }
        assertThat(solved).as("solvable requests among them").isBetween(ROUNDS / 20, ROUNDS * 19 / 20);
    }

    private static void assertServes(Case one, Chosen chosen) {
        Request request = one.request();
        String what = one.toString();
        assertThat(chosen.fit().fits()).as(what).isTrue();
        assertThat(chosen.configuration().enabled()).as(what).isTrue();
        assertThat(chosen.gpu().computes(chosen.precision())).as(what).isTrue();
        assertThat(one.inventory().nodes())
                .as(what)
                .filteredOn(node -> node.allocatable() >= chosen.configuration().gpusPerNode()
                        && node.resource().equals(chosen.resource())
                        && CATALOG.gpus().byName(node.gpu()).equals(Optional.of(chosen.gpu())))
                .hasSizeGreaterThanOrEqualTo(chosen.nodes());
        assertThat(chosen.nodes())
                .as(what)
                .isLessThanOrEqualTo(Math.max(1, Objects.requireNonNullElse(request.maxNodes(), 1)));
        assertPinned(what, request.recipe(), chosen.recipe().name());
        assertPinned(what, request.gpuCount(), chosen.gpuCount());
        assertPinned(what, request.precision(), chosen.precision());
        assertPinned(what, request.backend(), chosen.configuration().backend());
        if (request.hardware() != null) {
            assertThat(CATALOG.gpus().byName(request.hardware())).as(what).contains(chosen.gpu());
        }
        assertThat(Selector.restore(chosen.choice(), request.modelId(), CATALOG, one.recipes())
                        .map(Chosen::fingerprint))
                .as(what)
                .contains(chosen.fingerprint());
    }

    private static void assertPinned(String what, @Nullable Object pinned, Object actual) {
        if (pinned != null) {
            assertThat(actual).as(what).isEqualTo(pinned);
        }
    }

    private static Case anyCase(Random random) {
        List<Recipe> recipes = IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> anyRecipe(random, "own-" + i))
                .toList();
        List<String> names = Stream.of(
                        CATALOG.recipes().stream().map(Recipe::name),
                        recipes.stream().map(Recipe::name),
                        Stream.of("nope", "qwen3-8b-mi300x-bf16-generated"))
                .flatMap(stream -> stream)
                .toList();
        Request request = new Request(
                any(random, MODELS),
                sometimes(random, 8, any(random, names)),
                sometimes(random, 4, any(random, GPUS)),
                sometimes(random, 3, any(random, List.of(1, 2, 3, 4, 5, 8, 16, 0, -1))),
                sometimes(random, 3, any(random, List.of(1, 2, 3, 4, 0))),
                sometimes(random, 6, any(random, List.of(Precision.values()))),
                sometimes(random, 6, any(random, List.of("vllm", "vllm", "sglang", "x"))),
                sometimes(random, 3, any(random, List.of(Objective.values()))));
        return new Case(request, anyInventory(random), recipes);
    }

    private static Recipe anyRecipe(Random random, String name) {
        int[] counts = random.ints(1 + random.nextInt(3), 1, 9).distinct().toArray();
        Recipe recipe = Recipes.recipe(
                name,
                any(random, MODELS.subList(0, MODELS.size() - 1)),
                any(random, GPUS),
                any(random, List.of(Precision.values())),
                any(random, List.of(Readiness.PRODUCTION, Readiness.PREVIEW, Readiness.EXPERIMENTAL)),
                counts);
        return Recipes.with(recipe, any(random, List.of(Origin.NAMESPACE, Origin.OPERATOR_NAMESPACE)));
    }

    private static Inventory anyInventory(Random random) {
        return Inventory.of(IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> anyNode(random, "node-" + i))
                .toList());
    }

    private static NodeGpus anyNode(Random random, String name) {
        int allocatable = any(random, List.of(0, 1, 2, 4, 8, 16));
        OptionalInt free = random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(17));
        String gpu = any(random, GPUS);
        int slash = gpu.indexOf('/');
        String resource = slash > 0 && random.nextBoolean() ? "amd.com" + gpu.substring(slash) : "amd.com/gpu";
        return new NodeGpus(name, gpu, resource, allocatable, free);
    }

    private static Case shuffled(Case one, Random random) {
        List<NodeGpus> nodes = new ArrayList<>(one.inventory().nodes());
        List<Recipe> recipes = new ArrayList<>(one.recipes());
        Collections.shuffle(nodes, random);
        Collections.shuffle(recipes, random);
        return new Case(one.request(), Inventory.of(nodes), recipes);
    }

    private static Inventory more(Inventory inventory, Random random) {
        List<NodeGpus> nodes = new ArrayList<>(inventory.nodes());
        nodes.add(anyNode(random, "new"));
        return Inventory.of(nodes);
    }

    private static List<Request> lessPinned(Request all, Random random) {
        Request other = new Request(
                all.modelId(),
                all.recipe(),
                all.hardware(),
                all.gpuCount(),
                all.maxNodes(),
                all.precision(),
                all.backend(),
                any(random, List.of(Objective.values())));
        Request none = Arrays.stream(Request.Pin.values()).reduce(all, Request::without, (one, _) -> one);
        return List.of(
                all.without(any(random, List.of(Request.Pin.values()))),
                all.withMaxNodes(Objects.requireNonNullElse(all.maxNodes(), 1) + random.nextInt(3)),
                other,
                none);
    }

    private static <T> T any(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static <T> @Nullable T sometimes(Random random, int oneIn, T value) {
        return random.nextInt(oneIn) == 0 ? value : null;
    }
}
