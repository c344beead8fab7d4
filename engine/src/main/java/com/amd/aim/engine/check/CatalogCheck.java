package com.amd.aim.engine.check;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.catalog.CatalogProblem;
import java.util.List;
import java.util.stream.Stream;

/** Checks a whole catalogue (R139): that it can be read, that its numbers agree, and that each recipe could work. */
public final class CatalogCheck {
    private CatalogCheck() {}

    /** What there is to say, in the order of the files: what could not be read, then GPUs, models and recipes. */
    public static List<Finding> check(Catalog catalog) {
        return Stream.of(
                        catalog.problems().stream().map(CatalogCheck::unreadable),
                        GpuFindings.of(catalog.gpus().all()).stream(),
                        ModelFindings.of(catalog.models().all()).stream(),
                        RecipeFindings.of(catalog).stream())
                .flatMap(findings -> findings)
                .toList();
    }

    private static Finding unreadable(CatalogProblem problem) {
        String place =
                problem.line() == 0 ? problem.file() : problem.file() + ":" + problem.line() + ":" + problem.column();
        return Finding.error(place, problem.field(), problem.message());
    }
}
