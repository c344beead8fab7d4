package com.amd.aim.cli.explain;

import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.recipe.Configuration;
import com.amd.aim.engine.selection.Chosen;
import com.amd.aim.engine.selection.Request;
import com.amd.aim.engine.selection.Selection;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds what would have to change for a better choice, by choosing again as if it had changed. */
final class Changes {
    private static final List<Integer> NODE_SIZES = List.of(1, 2, 4, 8);

    private final Question question;
    private final Optional<Chosen> now;

    Changes(Question question, Selection now) {
        this.question = question;
        this.now = now instanceof Chosen chosen ? Optional.of(chosen) : Optional.empty();
    }

    /** Pins to give up, nodes to stretch over, then GPUs to have: the newest first, but where nothing fits the least memory. */
    List<Change> all() {
        return Stream.of(pins(), nodes(), hardware())
                .flatMap(changes -> changes)
                .toList();
    }

    private Stream<Change> pins() {
        Request request = question.request();
        return Arrays.stream(Request.Pin.values())
                .filter(pin -> request.value(pin) != null)
                .flatMap(pin -> change("Without " + pin.field(), question.answer(request.without(pin))).stream());
    }

    /** Where nothing fits: the fewest of the nodes there are that would do together. */
    private Stream<Change> nodes() {
        if (now.isPresent() || !question.stock().inventory().spansNodes()) {
            return Stream.empty();
        }
        int allowed = Objects.requireNonNullElse(question.request().maxNodes(), 1);
        int there = question.stock().inventory().nodes().size();
        return IntStream.rangeClosed(allowed + 1, Math.min(there, Configuration.MOST_NODES))
                .boxed()
                .flatMap(nodes -> change(
                        "Over up to %d nodes (--max-nodes %d)".formatted(nodes, nodes),
                        question.answer(question.request().withMaxNodes(nodes)))
                        .stream())
                .limit(1);
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
