package com.amd.aim.e2e;

import com.amd.aim.e2e.world.Awaited;
import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.e2e.world.Services;
import com.amd.aim.operator.api.AIMModelCache;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All that happens to services and caches: what the operator has rights for. */
final class FullLife {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String SMALL = "modelId: Qwen/Qwen3-0.6B\nhardware: MI300X\ngpuCount: 1";

    /** Two names that the operator would want. */
    private static final String SOMEBODY_ELSES = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: taken}
            spec:
              replicas: 0
              selector: {matchLabels: {app: other}}
              template:
                metadata: {labels: {app: other}}
                spec: {containers: [{name: other, image: other}]}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: fronted}
            spec:
              selector: {app: other}
              ports: [{port: 80}]
            """;

    private final Cluster cluster;
    private final Services services;

    FullLife(Cluster cluster, Services services) {
        this.cluster = cluster;
        this.services = services;
    }

    /** A recipe, a service without configuration, a cache by name, a download that fails, a claim that waits, names that are taken. */
    void begins() {
        services.apply(String.join(
                        "\n---\n",
                        SOMEBODY_ELSES,
                        RECIPE,
                        Services.manifest("own", "modelId: Qwen/Qwen3-0.6B\nrecipe: own"),
                        Services.manifest("auto", "modelId: Qwen/Qwen3-32B"),
                        cache("named", "openai/gpt-oss-20b", "files: {exclude: ['original/*', 'metal/*']}"),
                        Services.manifest("named", "modelId: openai/gpt-oss-20b\ngpuCount: 1\ncache: {name: named}"),
                        cache("failing", "nobody/nothing", "download: {}"),
                        cache("pending", "Qwen/Qwen3-8B", "storage: {storageClassName: missing}"),
                        Services.manifest("taken", SMALL),
                        Services.manifest("fronted", SMALL)))
                .succeeded();
        for (String name : List.of("own", "auto", "named")) {
            services.awaitReady(name);
        }
        services.awaitReason("taken", "Stalled", "NameTaken");
        services.awaitReason("fronted", "Stalled", "NameTaken");
        services.awaitCache("failing", cache -> is(cache, AIMModelCache.Phase.Failed));
    }

    /** The scale, an owner that somebody took off, the storage of a claim that waits, a download that is tried again. */
    void changes() {
        scale(2);
        ownerComesBack();
        tryAgain();
        // the provisioner's complaint is asked for once the claim has waited a while
        services.awaitCache("pending", cache -> storage(cache).contains("\"missing\" not found"));
        String before = claim();
        services.apply(cache("pending", "Qwen/Qwen3-8B", "storage: {storageClassName: standard}"))
                .succeeded();
        services.awaitCache("pending", cache -> is(cache, AIMModelCache.Phase.Ready));
        if (claim().equals(before)) {
            throw new AssertionError("the claim was not replaced");
        }
    }

    /** A cache that is in use goes with its last user; what belongs to a service goes with it. */
    void ends() {
        kubectl("delete", "aimmodelcache", "named", "--wait=false");
        services.awaitCache("named", cache -> is(cache, AIMModelCache.Phase.Deleting));
        kubectl("delete", "aimservice", "named", "auto");
        gone("cache named", () -> services.cache("named").isEmpty());
        gone("deployment auto", () -> services.deployment("auto").isEmpty());
    }

    /** Something for whoever leads by now. */
    void goesOn() {
        scale(1);
    }

    /** Who holds the lease. */
    String leader() {
        return cluster.client()
                .leases()
                .inNamespace(Cluster.OPERATOR_NAMESPACE)
                .withName("aim-engine")
                .get()
                .getSpec()
                .getHolderIdentity();
    }

    /** Frees the GPUs. */
    void clear() {
        kubectl("delete", "aimservice", "--all");
    }

    private void scale(int replicas) {
        kubectl("scale", "aimservice", "own", "--replicas=" + replicas);
        services.awaitDeployment("own", live -> live.getSpec().getReplicas().equals(replicas));
    }

    private void ownerComesBack() {
        kubectl(
                "patch",
                "deployment",
                "own",
                "--type=json",
                "--patch=[{'op': 'remove', 'path': '/metadata/ownerReferences'}]");
        services.awaitDeployment(
                "own", live -> !live.getMetadata().getOwnerReferences().isEmpty());
    }

    private void tryAgain() {
        String job = jobs().getFirst();
        kubectl("annotate", "aimmodelcache", "failing", "aim.amd.com/retry=1");
        gone("the Job of the attempt that failed", () -> !jobs().contains(job) && !jobs().isEmpty());
    }

    private List<String> jobs() {
        return cluster
                .client()
                .batch()
                .v1()
                .jobs()
                .inNamespace(services.namespace())
                .withLabel("aim.amd.com/cache", "failing")
                .list()
                .getItems()
                .stream()
                .map(job -> job.getMetadata().getName())
                .toList();
    }

    private String claim() {
        return cluster.client()
                .persistentVolumeClaims()
                .inNamespace(services.namespace())
                .withName("pending")
                .get()
                .getMetadata()
                .getUid();
    }

    private void kubectl(String... words) {
        cluster.kubectl(Stream.concat(Stream.of(words), Stream.of("--namespace", services.namespace()))
                        .toArray(String[]::new))
                .succeeded();
    }

    private static void gone(String what, java.util.concurrent.Callable<Boolean> look) {
        Awaited.of(what, () -> Optional.of(look.call()), Boolean::booleanValue, PATIENCE);
    }

    private static String cache(String name, String model, String rest) {
        return """
                apiVersion: aim.amd.com/v1alpha1
                kind: AIMModelCache
                metadata: {name: %s}
                spec:
                  source: {uri: hf://%s}
                  %s
                """.formatted(name, model, rest);
    }

    private static boolean is(AIMModelCache cache, AIMModelCache.Phase phase) {
        return cache.getStatus() != null && cache.getStatus().phase() == phase;
    }

    private static String storage(AIMModelCache cache) {
        return Stream.ofNullable(cache.getStatus())
                .flatMap(status -> Stream.ofNullable(status.conditions()).flatMap(List::stream))
                .filter(condition -> condition.getType().equals("StorageReady"))
                .map(Condition::getMessage)
                .findFirst()
                .orElse("");
    }

    private static final String RECIPE = """
            apiVersion: aim.amd.com/v1alpha1
            kind: AIMRecipe
            metadata: {name: own}
            spec:
              modelId: Qwen/Qwen3-0.6B
              hardware: MI300X
              precision: bf16
              configurations: [{name: vllm-1, gpuCount: 1, args: {max-model-len: 4096}}]
            """;
}
