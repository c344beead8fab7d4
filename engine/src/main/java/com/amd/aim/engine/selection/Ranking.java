package com.amd.aim.engine.selection;

import com.amd.aim.engine.backend.Backends;
import com.amd.aim.engine.hardware.Gpu;
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
 * The total order of options: readiness ⊃ backend ⊃ precision ⊃ GPU count, and where all of these are alike, GPUs that
 * are free now > the recipe's own hardware > stated throughput > newer GPU > name. Free GPUs stand there, and not
 * lower, because of two pools that would do equally the one that can start now serves sooner; they never stand higher,
 * so that a busy moment cannot change what kind of service somebody gets.
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

    private final Deliberation all;
    private final List<Criterion> criteria;

    /** One level of the order, and what an option is called at it. */
    private record Criterion(Comparator<Option> order, Function<Option, String> label) {}

    Ranking(Deliberation all) {
        this.all = all;
        this.criteria = List.of(
                by(option -> option.recipe().readiness(), option -> "readiness " + readiness(option)),
                by(this::backend, option -> "backend " + option.configuration().backend()),
                by(this::precision, option -> option.recipe().precision().word()),
                by(this::count, option -> option.gpuCount() + (option.gpuCount() == 1 ? " GPU" : " GPUs")),
                by(
                        Ranking::busy,
                        option -> option.hardware() + (busy(option) ? " without" : " with") + " enough free now"),
                by(this::compatible, option -> option.hardware() + (compatible(option) ? " (compatible)" : " (exact)")),
                by(option -> -throughput(option), option -> "%.0f tokens/s".formatted(throughput(option))),
                by(Ranking::age, Option::hardware),
                by(option -> option.recipe().name(), option -> option.recipe().name()),
                by(
                        option -> option.configuration().name(),
                        option -> option.configuration().name()),
                by(Option::hardware, Option::hardware));
    }

    /** Best first. */
    Comparator<Option> order() {
        return criteria.stream()
                .map(Criterion::order)
                .reduce(Comparator::thenComparing)
                .orElseThrow();
    }

    /** What decides between two: {@code the order prefers 4 GPUs to 2 GPUs}. */
    String difference(Option best, Option other) {
        return criteria.stream()
                .filter(criterion -> criterion.order().compare(best, other) != 0)
                .findFirst()
                .map(criterion -> "the order prefers " + criterion.label().apply(best) + " to "
                        + criterion.label().apply(other))
                .orElse("it is the same");
    }

    /** How many GPUs are wanted: the pinned count, else the size table's, else as few as there can be. */
    int wanted() {
        return Optional.ofNullable(all.request().gpuCount())
                .or(() -> all.model().bucket().map(SizeBucket::gpuCount))
                .orElse(1);
    }

    boolean compatible(Option option) {
        return !all.catalog()
                .gpus()
                .byName(option.recipe().hardware())
                .map(Gpu::name)
                .equals(Optional.of(option.hardware()));
    }

    private static <T extends Comparable<T>> Criterion by(Function<Option, T> key, Function<Option, String> label) {
        return new Criterion(Comparator.comparing(key), label);
    }

    private static String readiness(Option option) {
        return option.recipe().readiness().word();
    }

    private int backend(Option option) {
        int place = Backends.names().indexOf(option.configuration().backend());
        return place < 0 ? Backends.names().size() : place;
    }

    private int precision(Option option) {
        Precision precision = option.recipe().precision();
        return precision == preferred(option.recipe()) ? -1 : PRECISIONS.indexOf(precision);
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

    private int count(Option option) {
        int more = option.gpuCount() - wanted();
        return more > 0 ? ABOVE_WANTED + more : -more;
    }

    private static boolean busy(Option option) {
        return option.shelf().map(shelf -> shelf.mostFree() < option.gpuCount()).orElse(false);
    }

    private static double throughput(Option option) {
        return option.configuration().tokensPerSecond().orElse(0);
    }

    private static int age(Option option) {
        return option.shelf().map(shelf -> -shelf.gpu().rank()).orElse(0);
    }
}
