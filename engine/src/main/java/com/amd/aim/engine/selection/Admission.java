package com.amd.aim.engine.selection;

import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.hardware.Precision;
import com.amd.aim.engine.selection.Verdict.Cause;
import com.amd.aim.engine.selection.Verdict.Rejected;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Whether an option is one that this request, on these GPUs, may take. The first finding counts. */
final class Admission {
    private final Deliberation all;
    private final Judge judge;
    private final Ranking ranking;
    private final List<Function<Option, Optional<Rejected>>> checks =
            List.of(this::pins, this::enabled, this::hardware, this::nodes);

    Admission(Deliberation all) {
        this.all = all;
        this.judge = new Judge(all.model());
        this.ranking = new Ranking(all);
    }

    Judged judge(Option option) {
        Optional<Rejected> rejection =
                checks.stream().flatMap(check -> check.apply(option).stream()).findFirst();
        if (rejection.isPresent() || option.shelf().isEmpty()) {
            return new Judged(ranking.of(option, Optional.empty()), rejection);
        }
        Stock.Shelf shelf = option.shelf().get();
        Trial trial = Trial.of(all.model(), option.recipe(), option.configuration(), shelf.gpu());
        return new Judged(
                ranking.of(option, Optional.of(trial.fit())),
                judge.reject(trial).or(() -> count(option, shelf)));
    }

    private Optional<Rejected> pins(Option option) {
        Request request = all.request();
        String pinnedGpu = all.pinnedGpu().map(Gpu::name).orElse(request.hardware());
        return differs("recipe", request.recipe(), option.recipe().name())
                .or(() -> differs("hardware", pinnedGpu, option.hardware()))
                .or(() -> differs(
                        "backend", request.backend(), option.configuration().backend()))
                .or(() -> differs(
                        "precision", request.precision(), option.recipe().precision()))
                .or(() -> differs("gpuCount", request.gpuCount(), option.gpuCount()));
    }

    private static Optional<Rejected> differs(String field, @Nullable Object pinned, Object actual) {
        return pinned == null || pinned.equals(actual)
                ? Optional.empty()
                : rejected(
                        Cause.PINNED_DIFFERENTLY,
                        field + " " + word(pinned) + " is pinned, and this one has " + word(actual) + ".");
    }

    private static String word(Object value) {
        return value instanceof Precision precision ? precision.word() : value.toString();
    }

    private Optional<Rejected> enabled(Option option) {
        return option.configuration().enabled()
                ? Optional.empty()
                : rejected(Cause.DISABLED, "The recipe switches this configuration off (enabled: false).");
    }

    private Optional<Rejected> hardware(Option option) {
        Optional<Gpu> own = all.catalog().gpus().byName(option.recipe().hardware());
        if (own.isEmpty()) {
            return rejected(
                    Cause.UNKNOWN_HARDWARE,
                    "The recipe's hardware " + option.recipe().hardware() + " is not known; known are "
                            + all.catalog().gpus().names() + ".");
        }
        if (option.shelf().isEmpty()) {
            return rejected(
                    Cause.HARDWARE_ABSENT,
                    "It needs " + own.get().name() + ", and " + all.stock().summary() + ".");
        }
        Gpu there = option.shelf().get().gpu();
        return there.standsInFor(own.get())
                ? Optional.empty()
                : rejected(
                        Cause.OTHER_HARDWARE,
                        "The recipe is for " + own.get().name() + " ("
                                + own.get().summary() + "); " + there.name() + " (" + there.summary()
                                + ") cannot stand in for it.");
    }

    private Optional<Rejected> nodes(Option option) {
        int nodes = option.nodes();
        if (nodes == 1) {
            return Optional.empty();
        }
        Integer most = all.request().maxNodes();
        if (most != null && nodes > most) {
            return rejected(
                    Cause.TOO_MANY_NODES, "It needs " + nodes + " nodes; the request allows " + most + " (maxNodes).");
        }
        return all.stock().spansNodes()
                ? Optional.empty()
                : rejected(
                        Cause.NODES_APART,
                        "It needs " + nodes + " nodes, and nothing here starts one server over several.");
    }

    private static Optional<Rejected> count(Option option, Stock.Shelf shelf) {
        int perNode = option.configuration().gpusPerNode();
        int able = shelf.allocatable().atLeast(perNode);
        if (able >= option.nodes()) {
            return Optional.empty();
        }
        String largest = "the largest " + shelf.gpu().name() + " node has " + shelf.cap() + ".";
        return rejected(
                Cause.TOO_FEW_GPUS,
                option.nodes() == 1
                        ? "It needs " + perNode + " GPUs in one node; " + largest
                        : "It needs " + perNode + " GPUs in each of " + option.nodes() + " nodes; "
                                + (able == 0
                                        ? largest
                                        : able + " of the " + shelf.gpu().name()
                                                + (able == 1 ? " nodes has them." : " nodes have them.")));
    }

    private static Optional<Rejected> rejected(Cause cause, String reason) {
        return Optional.of(new Rejected(cause, reason));
    }
}
