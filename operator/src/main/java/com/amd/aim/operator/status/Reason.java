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
    /** The weights on the claim are not those that were downloaded; the check before a server's start says so. */
    WeightsDamaged(Severity.WARNING),
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

    // AIMModelCache: the plan
    /** The commit, the bytes and the files are known. */
    Planned,
    /** The hub is being asked for commit, bytes and files. */
    Planning,
    // AIMModelCache: the claim
    /** The claim is bound to a volume. */
    ClaimBound,
    /** The claim waits for a volume; the message says what is known of why. */
    ClaimPending,
    /** The claim is bound once the download's pod is placed, as its StorageClass wants it. */
    ClaimWaitsForPod,
    /** There is no StorageClass of the claim's name, or no default one. */
    StorageClassMissing(Severity.WARNING),
    /** The claim is being deleted. */
    ClaimBeingDeleted(Severity.WARNING),
    /** The claim's volume is gone, and the files with it. */
    ClaimLost(Severity.WARNING),
    /** The claim cannot be made or changed as wanted; the message is the API server's. */
    ClaimRefused(Severity.WARNING),
    /** The volume can be used on several nodes at a time. */
    ReadWriteMany,
    /** The volume can be used on one node at a time. */
    SingleNode,
    // AIMModelCache: the download
    /** The files are being fetched. */
    Downloading,
    /** All files were fetched. */
    Downloaded,
    /** Sizes and hashes of all files are right, and the completion marker is written. */
    Verified,
    /** The files are complete and can be used. */
    FilesReady,
    /** A server found the files incomplete; they are verified, and fetched again where they are bad. */
    Corrupt(Severity.WARNING),
    /** The cache is to be deleted, and services still use it. */
    DeletionWaits(Severity.WARNING),
    // AIMModelCache: why a plan or a download failed
    /** The hub did not answer. */
    HubUnreachable(Severity.WARNING),
    /** The hub refused the token, or wants one. */
    Unauthorized(Severity.WARNING),
    /** The model's licence was not accepted by the owner of the token. */
    Gated(Severity.WARNING),
    /** The hub has no such repository, or none that the token may see. */
    RepositoryNotFound(Severity.WARNING),
    /** The repository has no such branch, tag or commit. */
    RevisionNotFound(Severity.WARNING),
    /** The hub answers too many requests. */
    RateLimited(Severity.WARNING),
    /** The volume has no room for the files. */
    NoSpace(Severity.WARNING),
    /** Nothing arrived any more. */
    DownloadStalled(Severity.WARNING),
    /** A file is not what the hub says it is, also after fetching it again. */
    HashMismatch(Severity.WARNING),
    /** The source cannot be read. */
    InvalidSource(Severity.WARNING),
    /** The Job took longer than it may. */
    DeadlineExceeded(Severity.WARNING),
    /** The Job failed for another reason, which the message tells. */
    JobFailed(Severity.WARNING),

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
