package com.amd.aim.sandbox.controller;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeSelector;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a pod may go to a node by the node's labels, its name and its taints, by the API's own rules. */
final class NodeMatch {

    private NodeMatch() {}

    /** {@code nodeSelector} and the required node affinity: terms are alternatives, the requirements of one all hold. */
    static boolean selects(PodSpec pod, Node node) {
        Map<String, String> labels = labels(node);
        if (pod.getNodeSelector() != null
                && !labels.entrySet().containsAll(pod.getNodeSelector().entrySet())) {
            return false;
        }
        return required(pod)
                .map(required -> required.getNodeSelectorTerms().stream().anyMatch(term -> matches(term, node, labels)))
                .orElse(true);
    }

    /** The first taint that keeps the pod away; {@code PreferNoSchedule} keeps nothing away. */
    static Optional<Taint> untolerated(PodSpec pod, List<Taint> taints) {
        List<Toleration> tolerations = Objects.requireNonNullElse(pod.getTolerations(), List.of());
        return taints.stream()
                .filter(taint -> !"PreferNoSchedule".equals(taint.getEffect()))
                .filter(taint -> tolerations.stream().noneMatch(toleration -> tolerates(toleration, taint)))
                .findFirst();
    }

    static boolean tolerates(Toleration toleration, Taint taint) {
        if (given(toleration.getEffect()) && !toleration.getEffect().equals(taint.getEffect())) {
            return false;
        }
        if (given(toleration.getKey()) && !toleration.getKey().equals(taint.getKey())) {
            return false;
        }
        if ("Exists".equals(toleration.getOperator())) {
            return true;
        }
        return given(toleration.getKey())
                && Objects.requireNonNullElse(toleration.getValue(), "")
                        .equals(Objects.requireNonNullElse(taint.getValue(), ""));
    }

    private static Optional<NodeSelector> required(PodSpec pod) {
        return Optional.ofNullable(pod.getAffinity())
                .map(Affinity::getNodeAffinity)
                .map(affinity -> affinity.getRequiredDuringSchedulingIgnoredDuringExecution());
    }

    private static boolean matches(NodeSelectorTerm term, Node node, Map<String, String> labels) {
        List<NodeSelectorRequirement> expressions = term.getMatchExpressions();
        List<NodeSelectorRequirement> fields = term.getMatchFields();
        if (expressions.isEmpty() && fields.isEmpty()) {
            return false;
        }
        Map<String, String> named = Map.of("metadata.name", node.getMetadata().getName());
        return expressions.stream().allMatch(requirement -> holds(requirement, labels))
                && fields.stream().allMatch(requirement -> holds(requirement, named));
    }

    private static boolean holds(NodeSelectorRequirement requirement, Map<String, String> values) {
        @Nullable String value = values.get(requirement.getKey());
        List<String> wanted = requirement.getValues();
        return switch (requirement.getOperator()) {
            case "In" -> value != null && wanted.contains(value);
            case "NotIn" -> value == null || !wanted.contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            case "Gt" -> compare(value, wanted) > 0;
            case "Lt" -> compare(value, wanted) < 0;
            default -> false;
        };
    }

    /** 0 where one side is no whole number: then neither Gt nor Lt holds. */
    private static int compare(@Nullable String value, List<String> wanted) {
        try {
            return value == null || wanted.size() != 1
                    ? 0
                    : Long.compare(Long.parseLong(value), Long.parseLong(wanted.getFirst()));
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    private static Map<String, String> labels(Node node) {
        return Objects.requireNonNullElse(node.getMetadata().getLabels(), Map.of());
    }

    private static boolean given(@Nullable String text) {
        return text != null && !text.isEmpty();
    }
}
