package com.amd.aim.engine.hardware;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The number formats a checkpoint comes in (R21). The order is the one in which fallbacks are tried, but for {@code FP32}. */
public enum Precision {
    /** 32-bit IEEE floats. */
    FP32,
    /** 16-bit floats with the exponent of fp32. */
    BF16,
    /** 16-bit IEEE floats. */
    FP16,
    /** 8-bit floats; which of the two encodings is the hardware's matter. */
    FP8,
    /** 8-bit integers. */
    INT8,
    /** 4-bit integers (GPTQ, AWQ). */
    INT4,
    /** 4-bit floats with a scale shared by a block. */
    MXFP4;

    private static final Map<String, Precision> ALIASES = Map.ofEntries(
            Map.entry("float32", FP32),
            Map.entry("float", FP32),
            Map.entry("bfloat16", BF16),
            Map.entry("float16", FP16),
            Map.entry("half", FP16),
            Map.entry("float8", FP8),
            Map.entry("float8_e4m3", FP8),
            Map.entry("float8_e4m3fn", FP8),
            Map.entry("float8_e4m3fnuz", FP8),
            Map.entry("float8_e5m2", FP8),
            Map.entry("fp8_e4m3", FP8),
            Map.entry("fp8_e5m2", FP8));

    /** The canonical word, as it stands in files and in the API: {@code bf16}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether weights in this format carry scales, so that the engine must take the format from the checkpoint itself. */
    public boolean quantised() {
        return switch (this) {
            case FP32, BF16, FP16 -> false;
            case FP8, INT8, INT4, MXFP4 -> true;
        };
    }

    /** Reads a canonical word or an alias ({@code bfloat16}, {@code half}, {@code float8}), in any case. */
    public static Optional<Precision> parse(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(precision -> precision.word().equals(word))
                .findFirst()
                .or(() -> Optional.ofNullable(ALIASES.get(word)));
    }

    /** The canonical words, in order. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Precision::word).toList();
    }
}
