package com.amd.aim.cli.fit;

import com.amd.aim.engine.fit.Fit;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The answers for programs; what is not known is absent. */
public record FitDocument(String modelId, String hardware, List<WayDocument> ways) {
    public FitDocument {
        ways = List.copyOf(ways);
    }

    /** One checkpoint on so many GPUs of so many nodes. */
    public record WayDocument(
            String precision,
            int gpuCount,
            int nodes,
            String repository,
            boolean fits,
            @Nullable String reason,
            MemoryDocument perGpu,
            long contextTokens,
            @Nullable Long maxContext,
            @Nullable Long concurrency) {}

    /** The memory of each GPU, in bytes. */
    public record MemoryDocument(
            long memoryBytes,
            long usableBytes,
            @Nullable Long weightsBytes,
            long overheadBytes,
            @Nullable Long kvCacheBytes,
            @Nullable Long requestBytes) {}

    /** Puts them in these fields. */
    public static FitDocument of(FitQuestion question, List<Way> ways) {
        return new FitDocument(
                question.model().id(),
                question.gpu().name(),
                ways.stream().map(FitDocument::way).toList());
    }

    private static WayDocument way(Way way) {
        Fit fit = way.fit();
        boolean known = fit.weightsBytes().isPresent();
        return new WayDocument(
                way.checkpoint().precision().word(),
                way.gpus().count(),
                way.gpus().nodes(),
                way.checkpoint().repository(),
                way.fits(),
                way.obstacle().orElse(null),
                new MemoryDocument(
                        fit.gpu().memoryBytes(),
                        fit.gpu().capacityBytes(),
                        known ? fit.gpu().weightsBytes() : null,
                        fit.gpu().overheadBytes(),
                        known ? Math.max(0, fit.gpu().kvCacheBytes()) : null,
                        fit.kv().map(kv -> kv.bytes(fit.contextTokens())).orElse(null)),
                fit.contextTokens(),
                number(fit.maxContext()),
                number(fit.concurrency()));
    }

    private static @Nullable Long number(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }
}
