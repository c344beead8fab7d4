package com.amd.aim.engine.selection;

import com.amd.aim.engine.fit.FitWords;
import com.amd.aim.engine.recipe.Readiness;
import com.amd.aim.engine.recipe.Recipe;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts an outcome into words. */
final class Explanation {
    /** As many reasons as a message names; the candidates have all of them. */
    private static final int REASONS = 3;

    private final Deliberation all;
    private final List<Judged> judged;

    Explanation(Deliberation all, List<Judged> judged) {
        this.all = all;
        this.judged = judged;
    }

    /** Every candidate with its verdict, where {@code best} is picked. */
    List<Candidate> candidates(Judged best) {
        return judged.stream()
                .map(one -> one.option()
                        .candidate(one.rejection()
                                .<Verdict>map(rejection -> rejection)
                                .orElseGet(() -> accepted(one, best))))
                .toList();
    }

    /** The rejected candidates, where none is picked. */
    List<Candidate> rejected() {
        return judged.stream()
                .flatMap(one -> one.rejection().map(one.option()::candidate).stream())
                .toList();
    }

    /** The best is one of those judged; to compare all that is in them loads code that nothing else needs. */
    @SuppressWarnings("ReferenceEquality")
    private Verdict accepted(Judged one, Judged best) {
        return one == best
                ? new Verdict.Picked(kind(best.option())
                        + best.standing()
                                .fit()
                                .map(fit -> "; " + FitWords.summary(fit))
                                .orElse("") + ".")
                : new Verdict.Fits("It would do, but " + Ranking.difference(best.standing(), one.standing()) + ".");
    }

    private String kind(Option best) {
        Recipe recipe = best.recipe();
        if (recipe.readiness() == Readiness.GENERATED) {
            return (isWrittenFor() ? "No written recipe fits" : "No recipe is written for it")
                    + "; generated from the size table and the hardware profile";
        }
        long fitting = judged.stream().filter(Judged::fits).count();
        String hardware =
                best.compatible() ? best.hardware() + ", which stands in for " + recipe.hardware() : recipe.hardware();
        return "The best of " + fitting + (fitting == 1 ? " that fits" : " that fit") + ": a "
                + recipe.readiness().word() + " recipe on " + hardware;
    }

    private boolean isWrittenFor() {
        return judged.stream().anyMatch(one -> one.option().recipe().readiness() != Readiness.GENERATED);
    }

    /** Why nothing fits: per kind of reason the nearest candidate's. */
    String nothingFits() {
        String model = all.model().id();
        if (judged.isEmpty()) {
            return "No recipe can be generated for " + model + ", and none is written; "
                    + all.stock().summary() + ".";
        }
        Map<Verdict.Cause, String> reasons = new LinkedHashMap<>();
        judged.forEach(one -> one.rejection()
                .ifPresent(rejection ->
                        reasons.putIfAbsent(rejection.cause(), one.option().label() + ": " + rejection.reason())));
        return "None of the " + judged.size() + " candidates for " + model + " fits. "
                + reasons.values().stream().limit(REASONS).collect(Collectors.joining(" "))
                + new SmallestHardware(all).sentence();
    }
}
