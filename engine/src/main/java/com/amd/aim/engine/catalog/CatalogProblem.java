package com.amd.aim.engine.catalog;

/**
 * Something wrong in a catalogue file.
 *
 * @param file {@code recipes/qwen3-32b-mi300x-bf16.yaml}
 * @param line from 1; 0 where the file could not be read at all
 * @param column from 1; 0 where the file could not be read at all
 * @param field path within the file, {@code vllm_serve.1_gpu.enabled}; empty for the file as a whole
 * @param message one sentence: what is wrong and what would be right
 */
public record CatalogProblem(String file, int line, int column, String field, String message) {
    /** {@code recipes/x.yaml:7:3: precision: …}, as compilers write it. */
    @Override
    public String toString() {
        String position = line == 0 ? file : file + ":" + line + ":" + column;
        return position + ": " + (field.isEmpty() ? "" : field + ": ") + message;
    }
}
