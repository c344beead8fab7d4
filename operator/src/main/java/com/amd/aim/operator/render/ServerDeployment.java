package com.amd.aim.operator.render;

import com.amd.aim.operator.api.AIMService;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpecBuilder;
import java.time.Duration;
import java.util.Map;

/** The workload of a service. */
public final class ServerDeployment {
    /** Old ReplicaSets that are kept, for people who look back. */
    private static final int HISTORY = 3;

    /** On top of the start-up budget: the time to schedule a pod and pull a large image. */
    private static final Duration BEFORE_START = Duration.ofMinutes(30);

    private ServerDeployment() {}

    /**
     * A workload with a fresh pod template.
     *
     * @param annotations what is written down about it: the choice, its key
     * @param replicas 0 as long as the weights are not there
     * @param replacement of servers of another template that run
     */
    public static Deployment of(
            ServerShape shape,
            PodTemplateSpec template,
            Map<String, String> annotations,
            int replicas,
            Replacement replacement) {
        return new DeploymentBuilder()
                .withMetadata(metadata(shape.service(), annotations))
                .withNewSpec()
                .withReplicas(replicas)
                .withRevisionHistoryLimit(HISTORY)
                .withProgressDeadlineSeconds(
                        (int) shape.config().startupBudget().plus(BEFORE_START).toSeconds())
                .withNewSelector()
                .withMatchLabels(ServerLabels.selector(shape.name()))
                .endSelector()
                .withStrategy(replacement.strategy())
                .withTemplate(template)
                .endSpec()
                .build();
    }

    /**
     * A workload whose pods stay as they are.
     *
     * @param kept what is ours of the spec that runs
     */
    public static Deployment keeping(
            AIMService service, DeploymentSpec kept, Map<String, String> annotations, int replicas) {
        return new DeploymentBuilder()
                .withMetadata(metadata(service, annotations))
                .withSpec(new DeploymentSpecBuilder(kept).withReplicas(replicas).build())
                .build();
    }

    private static ObjectMeta metadata(AIMService service, Map<String, String> annotations) {
        String name = service.getMetadata().getName();
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(service.getMetadata().getNamespace())
                .withLabels(ServerLabels.of(name))
                .withAnnotations(annotations)
                .withOwnerReferences(OwnerRefs.of(service))
                .build();
    }
}
