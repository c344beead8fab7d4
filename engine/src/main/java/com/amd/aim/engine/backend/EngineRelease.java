package com.amd.aim.engine.backend;

import com.amd.aim.engine.recipe.Arguments;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One release of a serving engine (R148).
 *
 * @param backend {@code vllm}
 * @param version {@code 0.29.0}
 * @param images the server image of each gfx target, pinned by digest where that is known
 * @param arguments what its parser takes
 * @param shortForms documented spellings that the parser understands as beginnings of longer names
 * @param removedArguments names that older releases took and this one refuses
 * @param removedEnvironment variables that older releases read and this one does not
 * @param checked whether it is certain that this release runs; else nothing is refused, and nothing counts as removed
 */
public record EngineRelease(
        String backend,
        String version,
        Map<String, String> images,
        ArgumentTable arguments,
        Map<String, String> shortForms,
        List<String> removedArguments,
        List<String> removedEnvironment,
        boolean checked) {
    /** Newest version first within a backend. */
    public static final Comparator<EngineRelease> NEWEST_FIRST = Comparator.comparing(EngineRelease::backend)
            .thenComparing(EngineRelease::numbers, (one, other) -> Arrays.compare(other, one));

    /** Copies. */
    public EngineRelease {
        images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
        shortForms = Map.copyOf(shortForms);
        removedArguments = List.copyOf(removedArguments);
        removedEnvironment = List.copyOf(removedEnvironment);
    }

    private int[] numbers() {
        return Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
    }

    /** What the images are built for. */
    public List<String> gfxTargets() {
        return List.copyOf(images.keySet());
    }

    /** The image for GPUs of that target. */
    public Optional<String> image(String gfx) {
        return Optional.ofNullable(images.get(gfx));
    }

    /** Whether an image is one of this release, be it named without digest or taken from a mirror. */
    public boolean has(String image) {
        return images.values().stream().anyMatch(own -> ImageName.parse(own).isSameAs(ImageName.parse(image)));
    }

    /** The argument's long name where {@code name} is a short one; behind a dot nothing changes. */
    public String longName(String name) {
        String normal = Arguments.normal(name);
        int dot = normal.indexOf('.');
        String head = dot < 0 ? normal : normal.substring(0, dot);
        String known = arguments.find(head).map(Argument::name).orElseGet(() -> shortForms.getOrDefault(head, head));
        return known + normal.substring(head.length());
    }

    /** The same for an image whose version nobody knows. */
    public EngineRelease unchecked() {
        return new EngineRelease(backend, version, images, arguments, shortForms, List.of(), List.of(), false);
    }
}
