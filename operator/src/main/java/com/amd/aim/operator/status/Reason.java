package com.amd.aim.operator.status;

/**
 * Every machine-readable reason of a condition or an event. A reason is an interface: it is added, never renamed, and the
 * documentation and its test go over {@link #values()}.
 */
public enum Reason {
    // AIMService: the choice
    /** A recipe was chosen. */
    Selected,
    /** The spec says how to choose, and nothing that exists satisfies it. */
    NothingFits(Severity.WARNING),
    /** The model is in no recipe and not in the catalogue. */
    UnknownModel(Severity.WARNING),
    /** The pinned recipe does not exist. */
    UnknownRecipe(Severity.WARNING),
    /** The pinned recipe serves another model. */
    RecipeForOtherModel(Severity.WARNING),
    /** The pinned GPU is not one that is known. */
    UnknownHardware(Severity.WARNING),
    /** The pinned engine is not one that is known. */
    UnknownBackend(Severity.WARNING),
    /** The pinned number of GPUs cannot split the model. */
    InvalidGpuCount(Severity.WARNING),
    /** No usable node has the GPUs. */
    HardwareAbsent(Severity.WARNING),
    /** An engine argument is refused. */
    ArgumentsInvalid(Severity.WARNING),
    /** The pod template cannot be laid over ours. */
    PodTemplateInvalid(Severity.WARNING),

    // AIMService: the cache
    /** The weights are complete and verified. */
    CacheReady,
    /** The weights are being fetched. */
    CacheNotReady,
    /** The weights cannot be fetched; the message says why. */
    CacheFailed(Severity.WARNING),
    /** The named cache does not exist. */
    CacheNotFound(Severity.WARNING),
    /** The named cache holds another source. */
    CacheHoldsOtherSource(Severity.WARNING),

    // AIMService: the workload
    /** At least one server of the current spec answers. */
    Serving,
    /** Servers are starting. */
    Starting,
    /** Servers are being replaced. */
    RollingOut,
    /** What is wanted is what runs. */
    UpToDate,
    /** The scheduler finds no node for a server. */
    Unschedulable(Severity.WARNING),
    /** A server's image cannot be pulled. */
    ImagePullFailed(Severity.WARNING),
    /** A server ends again and again. */
    CrashLooping(Severity.WARNING),
    /** A server was ended for lack of memory. */
    OutOfMemory(Severity.WARNING),
    /** A server's container cannot be made; the message is the kubelet's. */
    ContainerConfigError(Severity.WARNING),
    /** Fewer servers answer than are wanted. */
    ServersMissing(Severity.WARNING),
    /** replicas is 0. */
    ScaledToZero,
    /** spec.paused is true. */
    Paused,
    /** A newer operator would render this service differently. */
    UpdateAvailable,
    /** What runs is what this operator would render. */
    Current,
    /** Another manager applies a field that we render. */
    FieldConflict(Severity.WARNING),
    /** An object of the needed name exists and is not ours. */
    NameTaken(Severity.WARNING),
    /** The API server refused an object that we applied; the message is its own. */
    ApplyRefused(Severity.WARNING),
    /** Something earlier has to be settled first. */
    Waiting,

    // AIMRecipe
    /** The recipe can be used. */
    Valid,
    /** The recipe cannot be used; the message says why. */
    Invalid(Severity.WARNING);

    /** What Kubernetes calls an event's type. */
    private enum Severity {
        NORMAL,
        WARNING
    }

    private final Severity severity;

    Reason() {
        this(Severity.NORMAL);
    }

    Reason(Severity severity) {
        this.severity = severity;
    }

    /** The type of an event with this reason: {@code Normal} or {@code Warning}. */
    public String eventType() {
        return severity == Severity.WARNING ? "Warning" : "Normal";
    }
}
