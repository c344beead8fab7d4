package com.amd.aim.engine.backend;

import com.amd.aim.engine.recipe.Arguments;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * One release of a serving engine (R148).
 *
 * @param backend {@code vllm}
 * @param version {@code 0.29.0}
 * @param image the server image, pinned by digest
 * @param gfxTargets what the image is built for
 * @param aliases short argument names to the long ones, {@code tp} → {@code tensor-parallel-size}
 * @param negatable boolean arguments that the parser also takes as {@code --no-…}
 * @param removedArguments names that older releases took and this one refuses
 * @param removedEnvironment variables that older releases read and this one does not
 */
public record EngineRelease(
        String backend,
        String version,
        String image,
        List<String> gfxTargets,
        Map<String, String> aliases,
        List<String> negatable,
        List<String> removedArguments,
        List<String> removedEnvironment) {
    /** Newest version first within a backend. */
    public static final Comparator<EngineRelease> NEWEST_FIRST = Comparator.comparing(EngineRelease::backend)
            .thenComparing(EngineRelease::numbers, (one, other) -> Arrays.compare(other, one));

    /** Copies. */
    public EngineRelease {
        gfxTargets = List.copyOf(gfxTargets);
        aliases = Map.copyOf(aliases);
        negatable = List.copyOf(negatable);
        removedArguments = List.copyOf(removedArguments);
        removedEnvironment = List.copyOf(removedEnvironment);
    }

    private int[] numbers() {
        return Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
    }

    /** The argument's long name where {@code name} is a short one; behind a dot nothing changes. */
    public String longName(String name) {
        String normal = Arguments.normal(name);
        int dot = normal.indexOf('.');
        String head = dot < 0 ? normal : normal.substring(0, dot);
        return aliases.getOrDefault(head, head) + normal.substring(head.length());
    }

    /** The same for an image whose version nobody knows: nothing counts as removed there. */
    public EngineRelease unchecked() {
        return new EngineRelease(backend, version, image, gfxTargets, aliases, negatable, List.of(), List.of());
    }
}
