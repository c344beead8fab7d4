package com.amd.aim.engine.catalog;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;

/** Collects what is wrong in one file. */
final class Problems {
    private final String file;
    private final List<CatalogProblem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(@Nullable Mark mark, String field, String message) {
        int line = mark == null ? 0 : mark.getLine() + 1;
        int column = mark == null ? 0 : mark.getColumn() + 1;
        found.add(new CatalogProblem(file, line, column, field, message));
    }

    /** About a line of a file that has no structure beyond its lines. */
    void add(int line, String message) {
        found.add(new CatalogProblem(file, line, 1, "", message));
    }

    List<CatalogProblem> found() {
        return List.copyOf(found);
    }
}
