package com.amd.aim.engine.fit;

/** Puts a fit into words. */
public final class FitWords {
    private FitWords() {}

    /** {@code the weights take 61.0 of 172.8 GiB and leave 106.1 GiB for the KV cache, 13 requests of 32768 tokens}. */
    public static String summary(Fit fit) {
        if (fit.weightsBytes().isEmpty()) {
            return "what the weights take is not known, so memory was not checked";
        }
        String weights = "the weights take %s of %s"
                .formatted(Gibibytes.text(fit.weightsBytes().getAsLong()), Gibibytes.text(fit.capacityBytes()));
        if (fit.concurrency().isEmpty()) {
            return weights;
        }
        long requests = fit.concurrency().getAsLong();
        return weights
                + " and leave %s for the KV cache, room for %d %s of %d tokens at once"
                        .formatted(
                                Gibibytes.text(fit.kvCacheBytes().orElse(0)),
                                requests,
                                requests == 1 ? "request" : "requests",
                                fit.contextTokens());
    }

    /** Why it does not fit, and what is missing, in one sentence. */
    public static String tooLittle(Fit fit, String gpu) {
        String gpus = fit.layout().gpus() + " x " + gpu;
        if (!fit.holdsWeights()) {
            return "The weights take %s, and each GPU needs %s for activations and graphs; of %s the engine may use %s."
                    .formatted(
                            Gibibytes.text(fit.weightsBytes().orElse(0)),
                            Gibibytes.text(fit.gpu().overheadBytes()),
                            gpus,
                            Gibibytes.text(fit.capacityBytes()));
        }
        return "Beside the weights, %s have %s left for the KV cache of each GPU, and one request of %d tokens takes %s; a max length of %d would fit."
                .formatted(
                        gpus,
                        Gibibytes.text(fit.gpu().kvCacheBytes()),
                        fit.contextTokens(),
                        Gibibytes.text(fit.kv()
                                .map(kv -> kv.bytes(fit.contextTokens()))
                                .orElse(0L)),
                        fit.maxContext().orElse(0));
    }
}
