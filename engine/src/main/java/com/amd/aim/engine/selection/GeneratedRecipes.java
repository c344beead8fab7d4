package com.amd.aim.engine.selection;

import com.amd.aim.engine.backend.Backend;
import com.amd.aim.engine.backend.Backends;
import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.fit.HeadSplit;
import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.hardware.Precision;
import com.amd.aim.engine.model.Checkpoint;
import com.amd.aim.engine.model.HubSource;
import com.amd.aim.engine.model.Model;
import com.amd.aim.engine.model.SizeBucket;
import com.amd.aim.engine.recipe.Arguments;
import com.amd.aim.engine.recipe.Configuration;
import com.amd.aim.engine.recipe.Origin;
import com.amd.aim.engine.recipe.Readiness;
import com.amd.aim.engine.recipe.Recipe;
import com.amd.aim.engine.recipe.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes recipes for a catalogued model that nobody wrote one for: per checkpoint, in the checkpoint's own format; per
 * GPU count that the attention heads allow. Their arguments are empty, so that the size table and the hardware profile
 * fill in everything; code from the repository is never trusted (R142).
 */
final class GeneratedRecipes {
    /** Counts are offered up to a full node of today, so that a smaller node's refusal names what would be needed. */
    private static final int USUAL_NODE = 8;

    private GeneratedRecipes() {}

    /**
     * What configurations are offered for.
     *
     * @param perNode GPUs that one node can give
     * @param maxNodes nodes that one replica may stretch over
     * @param pinned GPUs of a replica that are asked for; 0: none
     */
    record Offer(int perNode, int maxNodes, int pinned) {
        Offer {
            maxNodes = Math.min(maxNodes, Configuration.MOST_NODES);
        }

        /** On one node of that many GPUs. */
        static Offer ofNode(int perNode) {
            return new Offer(perNode, 1, 0);
        }

        /** What either would offer. */
        Offer larger(Offer other) {
            return new Offer(
                    Math.max(perNode, other.perNode),
                    Math.max(maxNodes, other.maxNodes),
                    Math.max(pinned, other.pinned));
        }

        /** What a choice was made from. */
        static Offer of(Choice choice) {
            return choice.nodes() == 1
                    ? ofNode(choice.gpuCount())
                    : new Offer(choice.gpuCount() / choice.nodes(), choice.nodes(), choice.gpuCount());
        }
    }

    private record Size(int gpusPerNode, int nodes) {
        private int gpus() {
            return gpusPerNode * nodes;
        }

        /** {@code 8}, {@code 2x8}. */
        private String text() {
            return nodes == 1 ? String.valueOf(gpusPerNode) : nodes + "x" + gpusPerNode;
        }
    }

    /** For a kind of GPU. */
    static List<Recipe> of(Model model, Gpu gpu, Catalog catalog, Offer offer) {
        List<Recipe> recipes = new ArrayList<>();
        List<Size> sizes =
                Stream.concat(ofOneNode(model, offer), ofSeveral(model, offer)).toList();
        List<Configuration> configurations = backends(gpu, catalog)
                .flatMap(backend -> sizes.stream().map(size -> configuration(gpu, backend, size)))
                .toList();
        for (Checkpoint checkpoint : model.checkpoints()) {
            recipes.add(recipe(model, gpu, checkpoint, configurations));
        }
        if (model.checkpoints().isEmpty()) {
            Precision precision = SizeBucket.of(model.parametersBillions())
                    .map(SizeBucket::precision)
                    .orElse(gpu.defaults().precision().orElse(Precision.BF16));
            recipes.add(
                    recipe(model, gpu, new Checkpoint(model.id(), precision, 0, OptionalInt.empty()), configurations));
        }
        return recipes;
    }

    /** The preferred one, and others where their image is built for the GPU: what could never run explains nothing. */
    private static Stream<Backend> backends(Gpu gpu, Catalog catalog) {
        String preferred = Backends.names().getFirst();
        return Backends.names().stream()
                .filter(name -> name.equals(preferred)
                        || catalog.engine(name)
                                .filter(release -> release.gfxTargets().contains(gpu.gfx()))
                                .isPresent())
                .flatMap(name -> Backends.byName(name).stream());
    }

    private static Stream<Size> ofOneNode(Model model, Offer offer) {
        return counts(model, Math.max(offer.perNode(), USUAL_NODE), offer.pinned())
                .mapToObj(count -> new Size(count, 1));
    }

    private static Stream<Size> ofSeveral(Model model, Offer offer) {
        return IntStream.rangeClosed(2, offer.maxNodes())
                .boxed()
                .flatMap(nodes -> counts(model, offer.perNode(), 0).mapToObj(count -> new Size(count, nodes)))
                .filter(size -> offer.pinned() == 0 || offer.pinned() == size.gpus());
    }

    private static IntStream counts(Model model, int limit, int pinned) {
        return IntStream.concat(IntStream.rangeClosed(1, limit), IntStream.of(pinned))
                .filter(count -> count > 0 && divides(model, count))
                .distinct();
    }

    /** Whether so many GPUs can share the heads out; powers of two where the heads are not known. */
    private static boolean divides(Model model, int count) {
        return model.shape().attentionHeads().isPresent()
                ? HeadSplit.divides(model, count)
                : Integer.bitCount(count) == 1;
    }

    private static Recipe recipe(Model model, Gpu gpu, Checkpoint checkpoint, List<Configuration> configurations) {
        String repository = checkpoint.repository();
        String name = String.join(
                "-",
                slug(repository),
                slug(gpu.name().replace('/', '-')),
                checkpoint.precision().word(),
                "generated");
        return new Recipe(
                name,
                model.id(),
                gpu.name(),
                checkpoint.precision(),
                Readiness.GENERATED,
                repository.equals(model.id()) ? null : new Weights(HubSource.uriOf(repository), null),
                configurations,
                Origin.GENERATED);
    }

    private static Configuration configuration(Gpu gpu, Backend backend, Size size) {
        Arguments args = gpu.defaults().maxLength().isPresent() ? Arguments.NONE : backend.findsOutContext();
        return new Configuration(
                backend.name() + "-" + size.text(),
                backend.name(),
                size.gpus(),
                size.nodes(),
                true,
                null,
                args,
                Map.of(),
                OptionalDouble.empty());
    }

    /** {@code Qwen/Qwen3-0.6B} → {@code qwen3-0-6b}. */
    private static String slug(String name) {
        return name.substring(name.indexOf('/') + 1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }
}
