package com.amd.aim.engine.catalog;

import com.amd.aim.engine.hardware.Precision;
import java.util.Optional;

/** Reads a precision, canonical or alias. */
final class PrecisionWord {
    private PrecisionWord() {}

    static Optional<Precision> read(YamlMap map, String field) {
        return map.word(field, Precision::parse, known());
    }

    static String unknown(String word) {
        return "\"" + word + "\" is not known; known are " + known();
    }

    private static String known() {
        return String.join(", ", Precision.words()) + " and aliases such as bfloat16, float16, float8";
    }
}
