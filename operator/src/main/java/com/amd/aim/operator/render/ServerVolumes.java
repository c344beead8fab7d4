package com.amd.aim.operator.render;

import com.amd.aim.engine.config.ServingConfig;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where a server reads and writes: the weights, never written; shared memory between the processes of one engine; and, since the root
 * file system is read-only, scratch space for everything that libraries insist on writing.
 */
final class ServerVolumes {
    static final String CACHE_PATH = "/workspace/model-cache";
    private static final String SCRATCH_PATH = "/workspace/scratch";
    private static final String CACHE = "model-cache";
    private static final String SCRATCH = "scratch";
    private static final String SHARED_MEMORY = "shared-memory";
    private static final String TMP = "tmp";

    /** Directories that must be writable for a process without root's rights (Hugging Face, vLLM, AITER, Triton). */
    private static final Map<String, String> WRITABLE = Map.of(
            "HOME", SCRATCH_PATH,
            "HF_HOME", SCRATCH_PATH + "/huggingface",
            "VLLM_CACHE_ROOT", SCRATCH_PATH + "/vllm",
            "AITER_JIT_DIR", SCRATCH_PATH + "/aiter",
            "TRITON_CACHE_DIR", SCRATCH_PATH + "/triton");

    private ServerVolumes() {}

    static List<Volume> volumes(ServingConfig config, String claim) {
        return List.of(
                new VolumeBuilder()
                        .withName(CACHE)
                        .withNewPersistentVolumeClaim(claim, true)
                        .build(),
                new VolumeBuilder()
                        .withName(SCRATCH)
                        .withNewEmptyDir()
                        .endEmptyDir()
                        .build(),
                new VolumeBuilder()
                        .withName(SHARED_MEMORY)
                        .withNewEmptyDir()
                        .withMedium("Memory")
                        .withSizeLimit(Quantities.bytes(config.resources().sharedMemoryBytes()))
                        .endEmptyDir()
                        .build(),
                new VolumeBuilder()
                        .withName(TMP)
                        .withNewEmptyDir()
                        .endEmptyDir()
                        .build());
    }

    static List<VolumeMount> mounts() {
        return List.of(cacheMount(), mount(SCRATCH, SCRATCH_PATH), mount(SHARED_MEMORY, "/dev/shm"), tmpMount());
    }

    static VolumeMount cacheMount() {
        return new VolumeMountBuilder(mount(CACHE, CACHE_PATH))
                .withReadOnly(true)
                .build();
    }

    static VolumeMount tmpMount() {
        return mount(TMP, "/tmp");
    }

    /**
     * Makes the engine use these places, and nothing beyond: it finds the weights by their id, without a network. The
     * user has no entry in the image's password file, where Python would look for a name.
     */
    static List<EnvVar> environment() {
        return Stream.concat(
                        WRITABLE.entrySet().stream().map(place -> variable(place.getKey(), place.getValue())),
                        Stream.of(hubCache(), variable("HF_HUB_OFFLINE", "1"), variable("USER", "aim")))
                .toList();
    }

    static EnvVar hubCache() {
        return variable("HF_HUB_CACHE", CACHE_PATH);
    }

    private static EnvVar variable(String name, String value) {
        return new EnvVar(name, value, null);
    }

    private static VolumeMount mount(String volume, String path) {
        return new VolumeMountBuilder().withName(volume).withMountPath(path).build();
    }
}
