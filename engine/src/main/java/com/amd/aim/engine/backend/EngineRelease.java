package com.amd.aim.engine.backend;

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
    /** Copies. */
    public EngineRelease {
        gfxTargets = List.copyOf(gfxTargets);
        aliases = Map.copyOf(aliases);
        negatable = List.copyOf(negatable);
        removedArguments = List.copyOf(removedArguments);
        removedEnvironment = List.copyOf(removedEnvironment);
    }
}
