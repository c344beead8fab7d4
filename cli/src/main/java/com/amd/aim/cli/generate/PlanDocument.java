package com.amd.aim.cli.generate;

import com.amd.aim.engine.config.ContainerRun;
import com.amd.aim.engine.config.Resources;
import com.amd.aim.engine.fit.Fit;
import com.amd.aim.engine.selection.Chosen;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A plan for programs. */
record PlanDocument(
        String modelId,
        String recipe,
        String backend,
        String hardware,
        int gpuCount,
        int nodes,
        String precision,
        String source,
        String image,
        List<String> command,
        @Nullable List<List<String>> nodeCommands,
        Map<String, String> env,
        int port,
        Resources resources,
        CacheDocument cache,
        FitDocument fit) {
    /** Where a container keeps the weights, and the variable that says so to the engine. */
    record CacheDocument(String path, Map<String, String> env) {}

    /** Memory of all GPUs together, in bytes; what is not known is absent. */
    record FitDocument(
            @Nullable Long weightsBytes,
            long usableBytes,
            @Nullable Long kvCacheBytes,
            @Nullable Long maxContext,
            @Nullable Long concurrency) {}

    static PlanDocument of(Plan plan) {
        Chosen chosen = plan.chosen();
        return new PlanDocument(
                chosen.modelId(),
                chosen.recipe().name(),
                chosen.configuration().backend(),
                chosen.gpu().name(),
                chosen.gpuCount(),
                chosen.nodes(),
                chosen.precision().word(),
                chosen.source(),
                plan.config().image(),
                plan.config().command(),
                plan.config().spansNodes() ? MemberText.commands(plan.config()) : null,
                plan.config().env(),
                plan.config().port(),
                plan.config().resources(),
                new CacheDocument(ContainerRun.CACHE_PATH, Map.of("HF_HUB_CACHE", ContainerRun.CACHE_PATH)),
                fit(chosen.fit()));
    }

    private static FitDocument fit(Fit fit) {
        return new FitDocument(
                known(fit.weightsBytes()),
                fit.capacityBytes(),
                known(fit.kvCacheBytes()),
                known(fit.maxContext()),
                known(fit.concurrency()));
    }

    private static @Nullable Long known(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }
}
