package com.amd.aim.engine.recipe;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How well a recipe is supported; the outermost order among recipes that fit (R135), best first. */
public enum Readiness {
    /** Tested and supported. */
    PRODUCTION,
    /** Expected to work; on its way to production. */
    PREVIEW,
    /** Works for somebody; never picked over the two above. */
    EXPERIMENTAL,
    /** Written by nobody: made from the size table and the hardware profile. */
    GENERATED;

    /** The word in files and in the API: {@code production}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the levels a recipe or model may state; {@code generated} is not one of them. */
    public static Optional<Readiness> parse(String text) {
        return Arrays.stream(values())
                .filter(level ->
                        level != GENERATED && level.word().equals(text.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** The words {@link #parse} accepts. */
    public static List<String> words() {
        return List.of(PRODUCTION.word(), PREVIEW.word(), EXPERIMENTAL.word());
    }
}
