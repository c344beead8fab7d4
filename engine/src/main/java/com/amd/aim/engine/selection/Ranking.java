package com.amd.aim.engine.selection;

import com.amd.aim.engine.backend.Backends;
import com.amd.aim.engine.fit.Fit;
import com.amd.aim.engine.fit.Gibibytes;
import com.amd.aim.engine.hardware.Precision;
import com.amd.aim.engine.model.Checkpoint;
import com.amd.aim.engine.model.SizeBucket;
import com.amd.aim.engine.recipe.Readiness;
import com.amd.aim.engine.recipe.Recipe;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The total order of options: readiness ⊃ backend ⊃ what the request optimises for, if it says so ⊃ precision ⊃ GPU
 * count ⊃ fewer nodes, and where all of these are alike, GPUs that are free now > the recipe's own hardware > stated throughput >
 * newer GPU > name. Free GPUs stand there, and not lower, because of two pools that would do equally the one that can
 * start now serves sooner; they never stand higher, so that a busy moment cannot change what kind of service somebody
 * gets.
 */
final class Ranking {
    private static final List<Precision> PRECISIONS = List.of(
            Precision.BF16,
            Precision.FP16,
            Precision.FP8,
            Precision.INT8,
            Precision.INT4,
            Precision.MXFP4,
            Precision.FP32);

    /** Higher counts come after every lower one; no count reaches this. */
    private static final int ABOVE_WANTED = 1 << 20;

    /** The most GPUs for {@link Objective#LATENCY}: with more of them, talking costs what they gain. */
    private static final int QUICKEST = 8;

    /** Full contexts whose KV cache a replica has to hold for {@link Objective#THROUGHPUT}. */
    private static final int CONTEXTS = 32;

    private static final List<Criterion> CRITERIA = List.of(
            by(
                    Standing::readiness,
                    one -> "readiness " + one.option().recipe().readiness().word()),
            by(
                    Standing::backend,
                    one -> "backend " + one.option().configuration().backend()),
            by(Standing::objective, Ranking::amount),
            by(Standing::precision, Ranking::format),
            by(Standing::count, Standing::gpus),
            by(one -> one.option().nodes(), Ranking::nodes),
            by(
                    Standing::busy,
                    one -> one.option().hardware() + (one.busy() ? " without" : " with") + " enough free now"),
            by(
                    one -> one.option().compatible(),
                    one -> one.option().hardware() + (one.option().compatible() ? " (compatible)" : " (exact)")),
            by(one -> -one.throughput(), one -> "%.0f tokens/s".formatted(one.throughput())),
            by(Standing::age, one -> one.option().hardware()),
            by(one -> one.option().recipe().name(), one -> one.option().recipe().name()),
            by(
                    one -> one.option().configuration().name(),
                    one -> one.option().configuration().name()),
            by(one -> one.option().hardware(), one -> one.option().hardware()),
            by(one -> one.option().resource(), one -> one.option().resource()));

    /** Best first. */
    static final Comparator<Standing> ORDER = CRITERIA.stream()
            .map(Criterion::order)
            .reduce(Comparator::thenComparing)
            .orElseThrow();

    private final Deliberation all;
    private final int wanted;

    /** One level of the order, and what an option is called at it. */
    private record Criterion(Comparator<Standing> order, Function<Standing, String> label) {}

    Ranking(Deliberation all) {
        this.all = all;
        this.wanted = wanted(all);
    }

    /** How many GPUs are wanted: the pinned count, else the size table's, else as few as there can be. */
    private static int wanted(Deliberation all) {
        return Optional.ofNullable(all.request().gpuCount())
                .or(() -> all.model().bucket().map(SizeBucket::gpuCount))
                .orElse(1);
    }

    Standing of(Option option, Optional<Fit> fit) {
        int more = option.gpuCount() - wanted;
        return new Standing(
                option,
                fit,
                option.recipe().readiness(),
                backend(option),
                objective(option, fit),
                precision(option),
                more > 0 ? ABOVE_WANTED + more : -more,
                option.shelf()
                        .map(shelf ->
                                shelf.free().atLeast(option.configuration().gpusPerNode()) < option.nodes())
                        .orElse(false),
                option.configuration().tokensPerSecond().orElse(0),
                option.shelf().map(shelf -> -shelf.gpu().rank()).orElse(0));
    }

    /** What decides between two: {@code the order prefers 4 GPUs to 2 GPUs}. */
    static String difference(Standing best, Standing other) {
        return CRITERIA.stream()
                .filter(criterion -> criterion.order().compare(best, other) != 0)
                .findFirst()
                .map(criterion -> "the order prefers " + criterion.label().apply(best) + " to "
                        + criterion.label().apply(other))
                .orElse("it is the same");
    }

    private static <T extends Comparable<T>> Criterion by(Function<Standing, T> key, Function<Standing, String> label) {
        return new Criterion(Comparator.comparing(key), label);
    }

    private static int backend(Option option) {
        int place = Backends.names().indexOf(option.configuration().backend());
        return place < 0 ? Backends.names().size() : place;
    }

    private long objective(Option option, Optional<Fit> fit) {
        int count = option.gpuCount();
        Objective objective = all.request().optimizeFor();
        // not as a case: that switch Java writes when it is first needed, which takes longer than all else here
        if (objective == null) {
            return 0;
        }
        return switch (objective) {
            case LATENCY -> count <= QUICKEST ? -count : count;
            case THROUGHPUT -> holdsContexts(fit) ? count : (long) ABOVE_WANTED - count;
            case COST -> memory(option);
        };
    }

    /** Where the KV cache is not known, nothing speaks against it. */
    private static boolean holdsContexts(Optional<Fit> fit) {
        return fit.isEmpty() || fit.get().concurrency().orElse(CONTEXTS) >= CONTEXTS;
    }

    private static long memory(Option option) {
        return option.shelf().map(shelf -> shelf.gpu().memoryBytes()).orElse(0L) * option.gpuCount();
    }

    private static String amount(Standing one) {
        String requests = one.fit()
                .filter(fit -> fit.concurrency().isPresent())
                .map(fit -> ", " + fit.concurrency().getAsLong() + " full contexts")
                .orElse("");
        return one.gpus() + " (" + Gibibytes.text(memory(one.option())) + requests + ")";
    }

    private static String nodes(Standing one) {
        int nodes = one.option().nodes();
        return nodes == 1 ? "one node" : nodes + " nodes";
    }

    /**
     * Weights that are quantised stay so, whatever a recipe calls them: such a recipe has the place of their format, an odd
     * one, behind those that are right about it.
     */
    private int precision(Option option) {
        Precision claimed = option.recipe().precision();
        Precision actual = all.model()
                .checkpointOf(option.recipe())
                .map(Checkpoint::precision)
                .filter(weights -> weights.quantised() && !claimed.quantised())
                .orElse(claimed);
        int place = actual == preferred(option.recipe()) ? -1 : PRECISIONS.indexOf(actual);
        return 2 * place + (actual == claimed ? 0 : 1);
    }

    private static String format(Standing one) {
        String word = one.option().recipe().precision().word();
        return one.precision() % 2 == 0 ? word : word + ", which its weights are not in";
    }

    /** A generated recipe prefers the format the model was published in; a written one what the size table names. */
    private Precision preferred(Recipe recipe) {
        Optional<Precision> own = recipe.readiness() == Readiness.GENERATED
                ? all.model().ownCheckpoint().map(Checkpoint::precision)
                : Optional.empty();
        return Stream.of(own, all.model().bucket().map(SizeBucket::precision), profile(recipe))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(PRECISIONS.getFirst());
    }

    private Optional<Precision> profile(Recipe recipe) {
        return all.catalog()
                .gpus()
                .byName(recipe.hardware())
                .flatMap(gpu -> gpu.defaults().precision());
    }
}
