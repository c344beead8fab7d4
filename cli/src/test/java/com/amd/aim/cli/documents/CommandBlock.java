package com.amd.aim.cli.documents;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Commands of a document that are typed one after the other, as a shell takes them.
 *
 * @param text of the block
 */
public record CommandBlock(String text) {
    /** Blocks that no test of a document runs, and where they are run instead. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "./aim demo --once", ".ci/run, as its last step",
            "mvn verify", ".ci/run, as its first step",
            "kubectl --namespace aim-system rollout status deployment/aim-engine --timeout=5m",
                    "a cluster with the image only: no simulated node runs the operator's pods");

    /** Whether it needs helm, which the tests of {@code e2e} build. */
    public boolean needsHelm() {
        return text.lines().anyMatch(line -> line.startsWith("helm "));
    }

    /** Whether it goes on until Ctrl-C. */
    public boolean isEndless() {
        return text.endsWith("--watch");
    }

    /** The texts of all that are run elsewhere. */
    public static Set<String> namedElsewhere() {
        return ELSEWHERE.keySet();
    }

    /** Where it is run, if not by a test of its document. */
    public Optional<String> elsewhere() {
        return Optional.ofNullable(ELSEWHERE.get(text));
    }
}
