package com.amd.aim.sandbox.api.tables;

import java.util.List;
import java.util.Map;

/** The columns of the built-in kinds, by where they are kept. */
final class BuiltInColumns {

    private static final Map<String, List<Column>> COLUMNS = Map.of();

    private BuiltInColumns() {}

    static List<Column> of(String storage) {
        return COLUMNS.getOrDefault(storage, Columns.plain());
    }
}
