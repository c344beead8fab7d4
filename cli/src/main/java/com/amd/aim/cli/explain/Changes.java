package com.amd.aim.cli.explain;

import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.selection.Chosen;
import com.amd.aim.engine.selection.Request;
import com.amd.aim.engine.selection.Selection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what would have to change for a better choice, by choosing again as if it had changed. */
final class Changes {
    private static final List<Integer> NODE_SIZES = List.of(1, 2, 4, 8);
    private static final List<Pin> PINS = List.of(
            new Pin(
                    "recipe",
                    Request::recipe,
                    all -> new Request(
                            all.modelId(),
                            null,
                            all.hardware(),
                            all.gpuCount(),
                            all.precision(),
                            all.backend(),
                            all.optimizeFor())),
            new Pin(
                    "hardware",
                    Request::hardware,
                    all -> new Request(
                            all.modelId(),
                            all.recipe(),
                            null,
                            all.gpuCount(),
                            all.precision(),
                            all.backend(),
                            all.optimizeFor())),
            new Pin(
                    "gpuCount",
                    Request::gpuCount,
                    all -> new Request(
                            all.modelId(),
                            all.recipe(),
                            all.hardware(),
                            null,
                            all.precision(),
                            all.backend(),
                            all.optimizeFor())),
            new Pin(
                    "precision",
                    Request::precision,
                    all -> new Request(
                            all.modelId(),
                            all.recipe(),
                            all.hardware(),
                            all.gpuCount(),
                            null,
                            all.backend(),
                            all.optimizeFor())),
            new Pin(
                    "backend",
                    Request::backend,
                    all -> new Request(
                            all.modelId(),
                            all.recipe(),
                            all.hardware(),
                            all.gpuCount(),
                            all.precision(),
                            null,
                            all.optimizeFor())));

    private final Question question;
    private final Optional<Chosen> now;

    private record Pin(String field, Function<Request, @Nullable Object> value, UnaryOperator<Request> lifted) {}

    Changes(Question question, Selection now) {
        this.question = question;
        this.now = now instanceof Chosen chosen ? Optional.of(chosen) : Optional.empty();
    }

    /** Pins to give up, then GPUs to have: the newest first, but where nothing fits the least memory. */
    List<Change> all() {
        return Stream.concat(pins(), hardware()).toList();
    }

    private Stream<Change> pins() {
        return PINS.stream()
                .filter(pin -> pin.value().apply(question.request()) != null)
                .flatMap(pin ->
                        change(
                                "Without " + pin.field(),
                                question.answer(pin.lifted().apply(question.request())))
                                .stream());
    }

    private Stream<Change> hardware() {
        Comparator<Change> leastMemory = Comparator.comparingLong(change ->
                change.outcome().gpu().memoryBytes() * change.outcome().gpuCount());
        Stream<Change> changes = question.catalog().gpus().all().stream().flatMap(gpu -> node(gpu).stream());
        return now.isPresent() ? changes : changes.sorted(leastMemory);
    }

    /** The smallest node of that kind that leads to what a full one leads to. */
    private Optional<Change> node(Gpu gpu) {
        return change("", question.answerWith(gpu, NODE_SIZES.getLast()))
                .filter(full -> full.outcome().gpu().equals(gpu))
                .flatMap(full -> NODE_SIZES.stream()
                        .flatMap(size ->
                                change(
                                        "With a node of %d %s".formatted(size, gpu.name()),
                                        question.answerWith(gpu, size))
                                        .stream())
                        .filter(change -> now.isEmpty()
                                || change.outcome()
                                        .choice()
                                        .equals(full.outcome().choice()))
                        .findFirst());
    }

    private Optional<Change> change(String what, Selection then) {
        return then instanceof Chosen chosen
                        && now.filter(before -> before.choice().equals(chosen.choice()))
                                .isEmpty()
                ? Optional.of(new Change(what, chosen))
                : Optional.empty();
    }
}
