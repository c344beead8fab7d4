package com.amd.aim.cli.generate;

import com.amd.aim.engine.config.ServingConfig;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.AIMServiceSpec;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.render.Quantities;
import com.amd.aim.operator.render.Replacement;
import com.amd.aim.operator.render.ServerDeployment;
import com.amd.aim.operator.render.ServerFrontend;
import com.amd.aim.operator.render.ServerShape;
import com.amd.aim.operator.render.ServerTemplate;
import com.amd.aim.operator.render.Trees;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The objects that the operator would make, for a cluster without it. There nobody fills a cache, so the server does that
 * itself on its first start: its claim can be written, it asks the hub, and no container checks the files before it.
 */
final class KubernetesObjects {
    private static final long GIB = 1L << 30;
    private static final long CLAIM_BASE = 5 * GIB;
    private static final long DOWNLOAD_BYTES_PER_SECOND = 20_000_000;
    private static final String TOKEN_SECRET = "hf-token";
    private static final String TOKEN = "HF_TOKEN";
    private static final String CACHE_VOLUME = "model-cache";

    private final Plan plan;
    private final String name;

    KubernetesObjects(Plan plan) {
        this.plan = plan;
        this.name = plan.name();
    }

    /** Claim, workload and Service. */
    List<ObjectNode> deployment() {
        PodTemplateSpec template = Trees.as(template(), PodTemplateSpec.class);
        ObjectNode workload = Trees.of(ServerDeployment.of(shape(), template, Map.of(), 1, Replacement.ALL_OLD_FIRST));
        ObjectNode service = Trees.of(ServerFrontend.of(service()));
        return List.of(claim(), own(workload), own(service));
    }

    /** Claim and a KServe InferenceService whose one container is the server. */
    List<ObjectNode> inferenceService() {
        ObjectNode inference = JsonNodeFactory.instance.objectNode();
        inference.put("apiVersion", "serving.kserve.io/v1beta1").put("kind", "InferenceService");
        inference
                .putObject("metadata")
                .put("name", name)
                .putObject("annotations")
                // without Knative; and no autoscaler, which would count GPUs that are not there
                .put("serving.kserve.io/deploymentMode", "RawDeployment")
                .put("serving.kserve.io/autoscalerClass", "none");
        ObjectNode predictor = inference.putObject("spec").putObject("predictor");
        predictor.put("minReplicas", 1).put("maxReplicas", 1);
        predictor.putObject("deploymentStrategy").put("type", "Recreate");
        predictor.setAll((ObjectNode) template().path("spec"));
        ((ObjectNode) predictor.path("containers").path(0)).put("name", "kserve-container");
        return List.of(claim(), inference);
    }

    private ObjectNode claim() {
        return Trees.of(new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(claimName())
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withNewResources()
                .addToRequests("storage", Quantities.bytes(claimBytes()))
                .endResources()
                .endSpec()
                .build());
    }

    /** Weights that nobody knows cannot be more than what the GPUs hold. */
    private long claimBytes() {
        OptionalLong weights = plan.chosen().fit().weightsBytes();
        long bytes = weights.orElse(plan.chosen().fit().capacityBytes());
        return Math.ceilDiv(bytes + bytes / 10 + CLAIM_BASE, GIB) * GIB;
    }

    private String claimName() {
        return name + "-cache";
    }

    private ObjectNode template() {
        if (!(ServerTemplate.of(shape()) instanceof ServerTemplate.Rendered rendered)) {
            throw new IllegalStateException("nothing is laid over the template, so it cannot be refused");
        }
        ObjectNode template = Trees.of(rendered.template());
        ((ObjectNode) template.path("metadata")).remove("annotations");
        ObjectNode labels = (ObjectNode) template.path("metadata").path("labels");
        labels.remove(List.of(Names.LABEL_MANAGED_BY, Names.LABEL_CACHE));
        ObjectNode pod = (ObjectNode) template.path("spec");
        pod.remove("initContainers");
        for (JsonNode volume : pod.path("volumes")) {
            if (volume.path("persistentVolumeClaim") instanceof ObjectNode claim) {
                claim.remove("readOnly");
            }
        }
        fillCache((ObjectNode) pod.path("containers").path(0));
        return template;
    }

    private static void fillCache(ObjectNode server) {
        for (JsonNode mount : server.path("volumeMounts")) {
            if (mount.path("name").asText().equals(CACHE_VOLUME)) {
                ((ObjectNode) mount).remove("readOnly");
            }
        }
        ArrayNode environment = (ArrayNode) server.path("env");
        environment.removeIf(variable -> variable.path("name").asText().equals("HF_HUB_OFFLINE"));
        environment
                .addObject()
                .put("name", TOKEN)
                .putObject("valueFrom")
                .putObject("secretKeyRef")
                .put("name", TOKEN_SECRET)
                .put("key", TOKEN)
                .put("optional", true);
    }

    /** Nobody's: without an owner, and not the operator's to manage. */
    private static ObjectNode own(ObjectNode object) {
        ObjectNode metadata = (ObjectNode) object.path("metadata");
        metadata.remove(List.of("ownerReferences", "annotations"));
        ((ObjectNode) metadata.path("labels")).remove(Names.LABEL_MANAGED_BY);
        return object;
    }

    private ServerShape shape() {
        return new ServerShape(
                service(),
                plan.chosen().gpu(),
                plan.chosen().resource(),
                patient(),
                claimName(),
                false,
                plan.chosen().source(),
                null,
                "aim");
    }

    /** The first start is a download as well. */
    private ServingConfig patient() {
        ServingConfig config = plan.config();
        long seconds = Math.ceilDiv(plan.chosen().fit().weightsBytes().orElse(claimBytes()), DOWNLOAD_BYTES_PER_SECOND);
        return config.withStartupBudget(config.startupBudget().plusMinutes(Math.ceilDiv(seconds, 60L)));
    }

    private AIMService service() {
        ObjectNode spec = JsonNodeFactory.instance
                .objectNode()
                .put("modelId", plan.chosen().modelId());
        if (plan.hardwarePinned()) {
            spec.put("hardware", plan.chosen().gpu().name());
        }
        AIMService service = new AIMService();
        service.getMetadata().setName(name);
        service.setSpec(Trees.as(spec, AIMServiceSpec.class));
        return service;
    }
}
