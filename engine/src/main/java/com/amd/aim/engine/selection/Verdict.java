package com.amd.aim.engine.selection;

/** What became of a candidate, with the reason in one sentence. */
public sealed interface Verdict {
    /** One sentence for people. */
    String reason();

    /** The one that is chosen. */
    record Picked(String reason) implements Verdict {}

    /** It would have done, but another one ranks before it. */
    record Fits(String reason) implements Verdict {}

    /** It cannot serve the request. */
    record Rejected(Cause cause, String reason) implements Verdict {}

    /** Why a candidate cannot serve a request; the nearer to serving it, the earlier. */
    enum Cause {
        /** Not as many nodes as it needs have that many GPUs of this kind each. */
        TOO_FEW_GPUS,
        /** It needs several nodes, and nothing there starts one server over them. */
        NODES_APART,
        /** It needs more nodes than the request allows. */
        TOO_MANY_NODES,
        /** The weights do not fit. */
        TOO_LITTLE_MEMORY,
        /** The recipe sets an argument that it must not set, or to a value that cannot be. */
        ARGUMENTS_REFUSED,
        /** The engine's image is not built for this GPU. */
        ENGINE_LACKS_TARGET,
        /** The GPU cannot compute the recipe's or the checkpoint's format. */
        PRECISION_UNSUPPORTED,
        /** Attention heads cannot be shared out evenly over that many GPUs. */
        HEADS_NOT_DIVISIBLE,
        /** Tensor parallelism would cut experts inside a block of quantisation. */
        BLOCKS_NOT_DIVISIBLE,
        /** The model needs code from its repository, and only a written recipe may allow that. */
        REMOTE_CODE_NEEDED,
        /** The recipe names hardware that is not known. */
        UNKNOWN_HARDWARE,
        /** No usable node has the recipe's GPU or one that stands in for it. */
        HARDWARE_ABSENT,
        /** This node's GPU is neither the recipe's nor one that stands in for it. */
        OTHER_HARDWARE,
        /** The backend cannot be started. */
        BACKEND_UNKNOWN,
        /** The request pins something that this candidate differs in. */
        PINNED_DIFFERENTLY,
        /** The recipe switches this configuration off. */
        DISABLED
    }

    /** {@code Picked}, {@code Fits} or {@code Rejected}. */
    default String word() {
        return getClass().getSimpleName();
    }
}
