package com.amd.aim.operator.status;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every machine-readable reason of a condition or an event, and what to do about it. A reason is an interface: it is added, never
 * renamed, and the documentation and its test go over {@link #values()}.
 */
public enum Reason {
    // AIMService: the choice
    /** A recipe was chosen. */
    Selected,
    /** The spec says how to choose, and nothing that exists satisfies it. */
    NothingFits(
            Severity.WARNING,
            "Loosen what spec asks for, or add GPUs; status.selection.candidates says what each recipe lacks."),
    /** The model is in no recipe and not in the catalogue. */
    UnknownModel(Severity.WARNING, "Correct spec.modelId, or create an AIMRecipe for the model."),
    /** The pinned recipe does not exist. */
    UnknownRecipe(Severity.WARNING, "Correct spec.recipe, create that AIMRecipe, or leave spec.recipe out."),
    /** The pinned recipe serves another model. */
    RecipeForOtherModel(Severity.WARNING, "Name a recipe of this model in spec.recipe, or leave it out."),
    /** The pinned GPU is not one that is known. */
    UnknownHardware(Severity.WARNING, "Correct spec.hardware, or leave it out."),
    /** The pinned engine is not one that is known. */
    UnknownBackend(Severity.WARNING, "Correct spec.backend, or leave it out."),
    /** The pinned number of GPUs cannot split the model. */
    InvalidGpuCount(Severity.WARNING, "Set spec.gpuCount to a number that can split the model, or leave it out."),
    /** A usable node has the GPUs. */
    HardwarePresent,
    /** The operator may not list nodes, so what they have is not known. */
    NodesUnknown,
    /** No usable node has the GPUs. */
    HardwareAbsent(
            Severity.WARNING,
            "Add or repair nodes with these GPUs ('aim doctor' looks at them), or ask for others in spec.hardware."),
    /** An engine argument is refused. */
    ArgumentsInvalid(
            Severity.WARNING, "Correct spec.args, spec.removeArgs or the recipe's arguments as the message says."),
    /** Nobody knows which release of the engine the image holds, so its arguments were not checked. */
    ArgumentsUnchecked(
            Severity.NORMAL,
            "Name an image of a known release in spec.image, or make sure that this one takes the arguments."),
    /** The pod template cannot be laid over ours. */
    PodTemplateInvalid(Severity.WARNING, "Correct spec.podTemplate as the message says."),

    // AIMService: the cache
    /** The weights are complete and verified. */
    CacheReady,
    /** The weights are being fetched. */
    CacheNotReady,
    /** The weights cannot be fetched; the message says why. */
    CacheFailed(
            Severity.WARNING,
            "Look at the cache: the message of its condition Ready says why it failed, and its reason what to do."),
    /** The named cache does not exist. */
    CacheNotFound(Severity.WARNING, "Create that AIMModelCache, or leave spec.cache.name out to have one made."),
    /** The named cache holds another source. */
    CacheHoldsOtherSource(Severity.WARNING, "Name another cache in spec.cache.name, or leave it out."),

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
    Unschedulable(Severity.WARNING, "Free GPUs, add nodes, or lower spec.replicas; the message is the scheduler's."),
    /** A server's image cannot be pulled. */
    ImagePullFailed(
            Severity.WARNING, "Correct spec.image, or name the registry's credentials in spec.imagePullSecrets."),
    /** A server ends again and again. */
    CrashLooping(
            Severity.WARNING,
            "Read the server's log with kubectl logs --previous, and correct spec.args, spec.env or spec.image."),
    /** A server was ended for lack of memory. */
    OutOfMemory(Severity.WARNING, "Raise the memory in spec.resources."),
    /** The weights on the claim are not those that were downloaded; the check before a server's start says so. */
    WeightsDamaged(
            Severity.WARNING,
            "Wait while the cache fetches the bad files again; if that does not help, look at the claim's volume."),
    /** A server's container cannot be made; the message is the kubelet's. */
    ContainerConfigError(Severity.WARNING, "Create or correct the Secret, ConfigMap or volume that the message names."),
    /** Fewer servers answer than are wanted. */
    ServersMissing(Severity.WARNING, "See with kubectl describe pod what the missing servers wait for."),
    /** replicas is 0. */
    ScaledToZero(Severity.NORMAL, "Set spec.replicas to 1 or more when it is to serve again."),
    /** spec.paused is true. */
    Paused(Severity.NORMAL, "Set spec.paused to false when changes may be made again."),
    /** A newer operator would render this service differently. */
    UpdateAvailable(
            Severity.NORMAL,
            "Set spec.updatePolicy to Automatic, or change the spec, when the servers may be replaced."),
    /** What runs is what this operator would render. */
    Current,
    /** Another manager applies a field that we render. */
    FieldConflict(
            Severity.WARNING,
            "Have the other manager give the field up if ours is wanted; until then its value stays."),
    /** An object of the needed name exists and is not ours. */
    NameTaken(
            Severity.WARNING,
            "Delete the object of that name if nobody needs it, or make this one under another name."),
    /** The API server refused an object that we applied; the message is its own. */
    ApplyRefused(
            Severity.WARNING,
            "Correct what the API server names: the spec, a quota, an admission policy or the operator's rights."),
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
    ClaimPending(
            Severity.NORMAL,
            "If it stays so, read the claim's events with kubectl describe pvc, and look at the provisioner."),
    /** The claim is bound once the download's pod is placed, as its StorageClass wants it. */
    ClaimWaitsForPod,
    /** There is no StorageClass of the claim's name, or no default one. */
    StorageClassMissing(
            Severity.WARNING,
            "Name a StorageClass in the cache's spec.storage.storageClassName, or mark one as the cluster's default."),
    /** The claim is being deleted. */
    ClaimBeingDeleted(
            Severity.WARNING,
            "End the pods that still use the claim, if it is to go at once; another one is made after that."),
    /** The claim's volume is gone, and the files with it. */
    ClaimLost(Severity.WARNING, "Delete the claim to have another one made and the files fetched again."),
    /** The claim cannot be made or changed as wanted; the message is the API server's. */
    ClaimRefused(
            Severity.WARNING, "Correct the cache's spec.storage, or the quota or right that the API server names."),
    /** The volume can be used on several nodes at a time. */
    ReadWriteMany,
    /** The volume can be used on one node at a time. */
    SingleNode(
            Severity.NORMAL,
            "Make the cache with a StorageClass for ReadWriteMany and that accessMode, if several nodes are to serve."),
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
    Corrupt(
            Severity.WARNING,
            "Wait while the files are verified and fetched again; if that does not help, look at the claim's volume."),
    /** The cache is to be deleted, and services still use it. */
    DeletionWaits(
            Severity.WARNING, "Delete the services that use the cache, or point them to another one, if it is to go."),
    // AIMModelCache: why a plan or a download failed
    /** The hub did not answer. */
    HubUnreachable(
            Severity.WARNING,
            "Let pods reach the hub: look at DNS, proxy and firewall, or name a mirror in spec.source.endpoint."),
    /** The hub refused the token, or wants one. */
    Unauthorized(
            Severity.WARNING,
            "Put a valid token under the key HF_TOKEN into the Secret that credentialsSecretRef names."),
    /** The model's licence was not accepted by the owner of the token. */
    Gated(Severity.WARNING, "Accept the model's licence on the hub with the account that the token belongs to."),
    /** The hub has no such repository, or none that the token may see. */
    RepositoryNotFound(
            Severity.WARNING,
            "Correct the name of the repository, or give a token that may see it in credentialsSecretRef."),
    /** The repository has no such branch, tag or commit. */
    RevisionNotFound(Severity.WARNING, "Name a branch, tag or commit that the repository has."),
    /** The hub answers too many requests. */
    RateLimited(
            Severity.WARNING,
            "Wait for the next attempt, or give a token in credentialsSecretRef, which raises the hub's limit."),
    /** The volume has no room for the files. */
    NoSpace(
            Severity.WARNING,
            "Raise the cache's spec.storage.size, where its StorageClass lets volumes grow, or make a larger cache."),
    /** Nothing arrived any more. */
    DownloadStalled(
            Severity.WARNING,
            "Look at the network between the cluster and the hub, or name a nearer mirror in spec.source.endpoint."),
    /** A file is not what the hub says it is, also after fetching it again. */
    HashMismatch(
            Severity.WARNING,
            "Look at the mirror or proxy that the files come through; what arrives is not what the hub has."),
    /** The source cannot be read. */
    InvalidSource(Severity.WARNING, "Correct the source; it is written hf://organisation/name."),
    /** The Job took longer than it may. */
    DeadlineExceeded(
            Severity.WARNING, "Raise the cache's spec.download.deadline, or find out what makes the download slow."),
    /** The Job failed for another reason, which the message tells. */
    JobFailed(Severity.WARNING, "Read the log of the Job's pod with kubectl logs."),

    // AIMRecipe
    /** The recipe can be used. */
    Valid,
    /** The recipe cannot be used; the message says why. */
    Invalid(Severity.WARNING, "Correct the recipe as the message says.");

    /** What Kubernetes calls an event's type. */
    private enum Severity {
        NORMAL,
        WARNING
    }

    private final Severity severity;
    private final @Nullable String nextStep;

    /** All is well, or on its way by itself. */
    Reason() {
        this.severity = Severity.NORMAL;
        this.nextStep = null;
    }

    /** Somebody may want to do something; a warning that does not say what cannot be written down here. */
    Reason(Severity severity, String nextStep) {
        this.severity = severity;
        this.nextStep = nextStep;
    }

    /** The type of an event with this reason: {@code Normal} or {@code Warning}. */
    public String eventType() {
        return severity == Severity.WARNING ? "Warning" : "Normal";
    }

    /** What to do next, as one imperative sentence; empty where nobody has to do anything. */
    public Optional<String> nextStep() {
        return Optional.ofNullable(nextStep);
    }

    /** The reason of this name; empty for one that this version does not know, or that is another's. */
    public static Optional<Reason> of(String name) {
        return Arrays.stream(values())
                .filter(reason -> reason.name().equals(name))
                .findFirst();
    }
}
