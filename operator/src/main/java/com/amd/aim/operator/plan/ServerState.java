package com.amd.aim.operator.plan;

import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.render.CacheAffinity;
import com.amd.aim.operator.render.Replacement;
import com.amd.aim.operator.status.Finding;
import com.amd.aim.operator.status.Reason;
import com.amd.aim.operator.view.PodView;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The servers as they are.
 *
 * @param deployment the workload, absent before the first choice
 * @param pods its pods, those that end left out
 */
public record ServerState(Optional<Deployment> deployment, List<PodView> pods) {
    /** As long as this the scheduler is left to itself. */
    static final Duration UNSCHEDULABLE_PATIENCE = Duration.ofMinutes(5);

    private static final String ONE_NODE =
            " Its cache is ReadWriteOnce, so that all servers which use it run on one node; an AIMModelCache with"
                    + " spec.storage.accessMode: ReadWriteMany, named in spec.cache.name, would lift that.";
    private static final String COMPLETED = "NewReplicaSetAvailable";

    public ServerState {
        pods = pods.stream().filter(pod -> !pod.terminating()).toList();
    }

    Optional<String> annotation(String name) {
        return deployment.map(Deployment::getMetadata).flatMap(metadata -> annotation(metadata, name));
    }

    private Optional<String> templateAnnotation(String name) {
        return deployment
                .map(live -> live.getSpec().getTemplate().getMetadata())
                .flatMap(metadata -> annotation(metadata, name));
    }

    private static Optional<String> annotation(@Nullable ObjectMeta metadata, String name) {
        return Optional.ofNullable(metadata)
                .map(ObjectMeta::getAnnotations)
                .map((Map<String, String> annotations) -> annotations.get(name));
    }

    /** Whether servers were ever started: until then the workload only keeps the choice. */
    boolean isStarted() {
        return revision().isPresent();
    }

    /** The commit of the weights that the workload's pods serve. */
    Optional<String> revision() {
        return templateAnnotation(Names.ANNOTATION_REVISION);
    }

    /** The hash of the workload's pod template. */
    Optional<String> template() {
        return templateAnnotation(Names.ANNOTATION_TEMPLATE);
    }

    /** Pods that exist. The workload's own counts say the same a moment later. */
    int replicas() {
        return pods.size();
    }

    /** Pods that answer, of whatever template. */
    int ready() {
        return (int) pods.stream().filter(PodView::ready).count();
    }

    /** Pods of the workload's template. */
    int updated() {
        return (int) pods.stream()
                .filter(pod -> template().filter(pod.template()::equals).isPresent())
                .count();
    }

    /** Pods of this template that answer. */
    int ready(String template) {
        return (int) pods.stream()
                .filter(pod -> pod.ready() && template.equals(pod.template()))
                .count();
    }

    /** Whether pods of another template are still there. */
    boolean isReplacing(String template) {
        return pods.stream().anyMatch(pod -> !template.equals(pod.template()));
    }

    /** How servers are replaced. */
    Replacement replacement() {
        return deployment
                .map(live -> live.getSpec().getStrategy())
                .flatMap(Replacement::of)
                .orElse(Replacement.OLD_FIRST);
    }

    /** Whether pods of this template may be on other nodes than those that run. */
    boolean haveToMoveFor(PodTemplateSpec fresh) {
        return deployment
                .map(live -> live.getSpec().getTemplate())
                .filter(live -> !nodes(live).equals(nodes(fresh)))
                .isPresent();
    }

    /** What says which nodes its pods may be on. */
    private static List<Object> nodes(PodTemplateSpec template) {
        PodSpec spec = template.getSpec();
        return List.of(
                Objects.requireNonNullElse(spec.getNodeSelector(), Map.of()),
                Optional.ofNullable(spec.getAffinity()).map(Affinity::getNodeAffinity));
    }

    /** What keeps servers from answering. */
    Optional<Finding> problem() {
        return PodProblems.first(pods)
                .map(problem -> problem.reason() == Reason.Unschedulable && areOnOneNode()
                        ? new Finding(problem.reason(), problem.message() + ONE_NODE)
                        : problem);
    }

    /** Whether the cache has all of them run on one node. */
    boolean areOnOneNode() {
        return deployment
                .map(live -> live.getSpec().getTemplate())
                .filter(template -> CacheAffinity.isRequired(
                        template.getSpec().getAffinity(),
                        String.valueOf(template.getMetadata().getLabels().get(Names.LABEL_CACHE))))
                .isPresent();
    }

    /** Since when no pod has found a node, on a workload that never was complete; empty for any other. */
    Optional<Instant> unschedulableSince() {
        boolean allWait = !pods.isEmpty()
                && pods.stream().allMatch(pod -> pod.unschedulable().isPresent());
        return allWait && !hasCompleted()
                ? pods.stream()
                        .flatMap(pod -> pod.unschedulable().stream())
                        .map(PodView.Unschedulable::since)
                        .max(Instant::compareTo)
                : Optional.empty();
    }

    /** Whether a roll-out of the current template was ever complete, which the workload's own condition remembers. */
    private boolean hasCompleted() {
        return status().map(DeploymentStatus::getConditions).orElse(List.of()).stream()
                .anyMatch(condition ->
                        "Progressing".equals(condition.getType()) && COMPLETED.equals(condition.getReason()));
    }

    private Optional<DeploymentStatus> status() {
        return deployment.map(Deployment::getStatus);
    }
}
