package com.amd.aim.operator.render;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.plan.CacheIdentity;
import com.amd.aim.operator.plan.CacheStep;
import com.amd.aim.operator.plan.Claim;
import com.amd.aim.operator.plan.DownloadSettings;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pod of a cache's Job: runs {@code aim download} with the credentials and, but for a plan, the claim. It has no rights in the
 * cluster and meets the {@code restricted} Pod Security Standard.
 */
final class DownloadPod {
    static final String CONTAINER = "download";

    private static final String CACHE_PATH = "/workspace/model-cache";
    private static final String TERMINATION_LOG = "/dev/termination-log";
    private static final String TOKEN = "HF_TOKEN";
    private static final String CACHE = "model-cache";
    private static final String TMP = "tmp";

    /** The user of the image; the files' group is the same, so that the volume can be written. */
    private static final long USER = 65532;

    private final AIMModelCache cache;
    private final JobSettings settings;
    private final DownloadSettings download;

    DownloadPod(AIMModelCache cache, JobSettings settings) {
        this.cache = cache;
        this.settings = settings;
        this.download = DownloadSettings.of(cache.getSpec().download());
    }

    /** Asks the hub what there is. */
    PodSpec planning() {
        return base(null).build();
    }

    /** Fetches what was planned. */
    PodSpec filling(Claim claim, String commit) {
        return base(commit)
                .withAffinity(
                        claim.shared()
                                ? null
                                : CacheAffinity.require(
                                        null, cache.getMetadata().getName()))
                .addNewVolume()
                .withName(CACHE)
                .withNewPersistentVolumeClaim()
                .withClaimName(cache.getMetadata().getName())
                .endPersistentVolumeClaim()
                .endVolume()
                .build();
    }

    private PodSpecBuilder base(@Nullable String commit) {
        return new PodSpecBuilder()
                .withRestartPolicy("Never")
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withNodeSelector(download.nodeSelector())
                .withTolerations(download.tolerations())
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(USER)
                .withRunAsGroup(USER)
                .withFsGroup(USER)
                .withFsGroupChangePolicy("OnRootMismatch")
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .withContainers(container(commit == null ? CacheStep.PLAN : CacheStep.DOWNLOAD, commit))
                .addNewVolume()
                .withName(TMP)
                .withNewEmptyDir()
                .endEmptyDir()
                .endVolume();
    }

    private Container container(CacheStep step, @Nullable String commit) {
        ContainerBuilder container = new ContainerBuilder()
                .withName(CONTAINER)
                .withImage(settings.image())
                .withCommand("aim", "download")
                .withArgs(arguments(commit))
                .withEnv(environment())
                .withResources(resources())
                .withVolumeMounts(mounts(step))
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext();
        return step == CacheStep.PLAN
                ? container.build()
                : container
                        .addNewPort()
                        .withName("progress")
                        .withContainerPort(CacheJobs.PROGRESS_PORT)
                        .withProtocol("TCP")
                        .endPort()
                        .build();
    }

    private List<String> arguments(@Nullable String commit) {
        CacheIdentity identity = CacheIdentity.of(cache.getSpec());
        var arguments = new ArrayList<String>();
        if (commit == null) {
            arguments.add("--plan");
        } else {
            arguments.add("--expect-revision=" + commit);
            arguments.add("--cache-dir=" + CACHE_PATH);
            arguments.add("--parallelism=" + download.parallelism());
            arguments.add("--progress-port=" + CacheJobs.PROGRESS_PORT);
        }
        arguments.add("--revision=" + identity.revision());
        identity.include().forEach(pattern -> arguments.add("--include=" + pattern));
        identity.exclude().forEach(pattern -> arguments.add("--exclude=" + pattern));
        arguments.add("--termination-log=" + TERMINATION_LOG);
        arguments.add(identity.uri());
        return arguments;
    }

    /** The token comes by reference: it is in no argument, no object of ours and no log. */
    private List<EnvVar> environment() {
        String endpoint = CacheIdentity.of(cache.getSpec()).endpoint();
        EnvVar hub = new EnvVar("HF_ENDPOINT", endpoint == null ? settings.hub().toString() : endpoint, null);
        var credentials = cache.getSpec().credentialsSecretRef();
        if (credentials == null) {
            return List.of(hub);
        }
        EnvVar token = new EnvVarBuilder()
                .withName(TOKEN)
                .withNewValueFrom()
                .withNewSecretKeyRef(TOKEN, credentials.name(), null)
                .endValueFrom()
                .build();
        return List.of(hub, token);
    }

    private ResourceRequirements resources() {
        ResourceRequirements given = download.resources();
        if (given == null) {
            // the pages of what is being written count as memory too, and are given back
            return new ResourceRequirementsBuilder()
                    .addToRequests("cpu", new Quantity("250m"))
                    .addToRequests("memory", new Quantity("512Mi"))
                    .addToLimits("memory", new Quantity("1Gi"))
                    .build();
        }
        var resources = new ResourceRequirementsBuilder();
        if (given.getRequests() != null && !given.getRequests().isEmpty()) {
            resources.withRequests(Quantities.canonical(given.getRequests()));
        }
        if (given.getLimits() != null && !given.getLimits().isEmpty()) {
            resources.withLimits(Quantities.canonical(given.getLimits()));
        }
        return resources.build();
    }

    private static List<VolumeMount> mounts(CacheStep step) {
        VolumeMount tmp = mount(TMP, "/tmp");
        return step == CacheStep.PLAN ? List.of(tmp) : List.of(mount(CACHE, CACHE_PATH), tmp);
    }

    private static VolumeMount mount(String volume, String path) {
        return new VolumeMountBuilder().withName(volume).withMountPath(path).build();
    }
}
