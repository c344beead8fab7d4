package com.amd.aim.operator.plan;

import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.AIMServiceSpec;
import com.amd.aim.operator.api.AIMServiceStatus.SelectionStatus;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.status.Conditions;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/** Objects for tests, in as few words as they can be said. */
final class Samples {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private Samples() {}

    /** A service of this name with a spec in YAML. */
    static AIMService service(String name, String spec) {
        AIMService service = new AIMService();
        service.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace("team-a")
                .withUid("uid-" + name)
                .withGeneration(1L)
                .build());
        edit(service, spec);
        return service;
    }

    /** Another spec, as a user's edit would have it. */
    static void edit(AIMService service, String spec) {
        try {
            service.setSpec(YAML.readValue(spec, AIMServiceSpec.class));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A usable node with GPUs of one kind, labelled as AMD's node labeller does it. */
    static Node node(String name, String deviceId, int gpus) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("amd.com/gpu.device-id", deviceId)
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .withNewStatus()
                .addToAllocatable("amd.com/gpu", new Quantity(String.valueOf(gpus)))
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build();
    }

    static Node mi300x(String name) {
        return node(name, "74a1", 8);
    }

    static Node mi325x(String name) {
        return node(name, "74a5", 8);
    }

    /** Somebody's pod that holds GPUs. */
    static Pod gpuPod(String name, String node, int gpus) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("other")
                .addToLabels("app", "other")
                .endMetadata()
                .withNewSpec()
                .withNodeName(node)
                .addNewContainer()
                .withName("main")
                .withNewResources()
                .addToLimits("amd.com/gpu", new Quantity(String.valueOf(gpus)))
                .endResources()
                .endContainer()
                .endSpec()
                .build();
    }

    /** A server's pod of the workload's current template, not on any node yet. */
    static Pod serverPod(Deployment deployment, String name) {
        return new PodBuilder()
                .withMetadata(
                        new ObjectMetaBuilder(deployment.getSpec().getTemplate().getMetadata())
                                .withName(name)
                                .withNamespace(deployment.getMetadata().getNamespace())
                                .build())
                .withSpec(deployment.getSpec().getTemplate().getSpec())
                .withNewStatus()
                .withPhase("Pending")
                .endStatus()
                .build();
    }

    static Pod ready(Pod pod, String node) {
        return new PodBuilder(pod)
                .editSpec()
                .withNodeName(node)
                .endSpec()
                .editStatus()
                .withPhase("Running")
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build();
    }

    static Pod unschedulable(Pod pod, String message, Instant since) {
        return new PodBuilder(pod)
                .editStatus()
                .addNewCondition()
                .withType("PodScheduled")
                .withStatus("False")
                .withReason("Unschedulable")
                .withMessage(message)
                .withLastTransitionTime(since.toString())
                .endCondition()
                .endStatus()
                .build();
    }

    /** The deployment controller's word that a roll-out was complete once. */
    static Deployment complete(Deployment deployment, int replicas) {
        return new DeploymentBuilder(deployment)
                .withNewStatus()
                .withReplicas(replicas)
                .withReadyReplicas(replicas)
                .withUpdatedReplicas(replicas)
                .addNewCondition()
                .withType("Progressing")
                .withStatus("True")
                .withReason("NewReplicaSetAvailable")
                .endCondition()
                .endStatus()
                .build();
    }

    static Map<String, String> annotations(Deployment deployment) {
        return deployment.getMetadata().getAnnotations();
    }

    static String templateHash(Deployment deployment) {
        return Objects.requireNonNull(deployment
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getAnnotations()
                .get(Names.ANNOTATION_TEMPLATE));
    }

    static SelectionStatus selection(AIMService service) {
        return Objects.requireNonNull(service.getStatus().selection());
    }

    static Condition condition(AIMService service, String type) {
        return Conditions.find(service.getStatus().conditions(), type).orElseThrow();
    }
}
