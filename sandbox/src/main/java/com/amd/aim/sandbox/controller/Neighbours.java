package com.amd.aim.sandbox.controller;

import com.amd.aim.sandbox.controller.Placement.NodeLoad;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodAffinityTerm;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a pod may stand where others stand: the required terms of {@code podAffinity} and {@code podAntiAffinity}, its own and
 * those of the pods that are there, with the messages of kube-scheduler. A pod whose affinity no pod meets but itself goes first.
 */
final class Neighbours {

    private record Neighbour(Pod pod, Node node) {}

    private final Pod pod;
    private final List<PodAffinityTerm> wanted;
    private final List<PodAffinityTerm> avoided;
    private final List<Neighbour> there;
    private final boolean first;

    Neighbours(Pod pod, List<NodeLoad> nodes) {
        this.pod = pod;
        this.wanted = affinity(pod);
        this.avoided = antiAffinity(pod);
        this.there = nodes.stream()
                .flatMap(load -> load.pods().stream().map(neighbour -> new Neighbour(neighbour, load.node())))
                .toList();
        this.first = there.stream().noneMatch(this::isWanted) && isWanted(pod);
    }

    /** Why the pod may not go to this node. */
    Optional<String> against(Node node) {
        if (!wanted.stream().allMatch(term -> has(node, term.getTopologyKey()) && (first || near(node, term)))) {
            return Optional.of("node(s) didn't match pod affinity rules");
        }
        if (avoided.stream()
                .anyMatch(term -> there.stream()
                        .anyMatch(each -> selects(term, pod, each.pod) && together(node, each.node, term)))) {
            return Optional.of("node(s) didn't match pod anti-affinity rules");
        }
        boolean unwelcome = there.stream()
                .anyMatch(each -> antiAffinity(each.pod).stream()
                        .anyMatch(term -> selects(term, each.pod, pod) && together(node, each.node, term)));
        return unwelcome ? Optional.of("node(s) didn't satisfy existing pods anti-affinity rules") : Optional.empty();
    }

    /** A field of a required term that nothing here can keep, for which the pod has to wait. */
    static Optional<String> unknown(Pod pod) {
        return Stream.concat(affinity(pod).stream(), antiAffinity(pod).stream())
                .flatMap(term -> unknown(term).stream())
                .findFirst();
    }

    private static Optional<String> unknown(PodAffinityTerm term) {
        if (term.getNamespaceSelector() != null
                && !(term.getNamespaceSelector().getMatchLabels().isEmpty()
                        && term.getNamespaceSelector().getMatchExpressions().isEmpty())) {
            return Optional.of("namespaceSelector");
        }
        if (!term.getMatchLabelKeys().isEmpty()) {
            return Optional.of("matchLabelKeys");
        }
        return term.getMismatchLabelKeys().isEmpty() ? Optional.empty() : Optional.of("mismatchLabelKeys");
    }

    private boolean near(Node node, PodAffinityTerm term) {
        return there.stream().anyMatch(each -> isWanted(each) && together(node, each.node, term));
    }

    private boolean isWanted(Neighbour neighbour) {
        return isWanted(neighbour.pod);
    }

    /** A pod counts for affinity when it meets all terms. */
    private boolean isWanted(Pod other) {
        return wanted.stream().allMatch(term -> selects(term, pod, other));
    }

    private static boolean selects(PodAffinityTerm term, Pod owner, Pod other) {
        String namespace = other.getMetadata().getNamespace();
        boolean own = term.getNamespaces().isEmpty()
                && namespace.equals(owner.getMetadata().getNamespace());
        boolean reaches = term.getNamespaceSelector() != null
                || own
                || term.getNamespaces().contains(namespace);
        return reaches
                && Owners.selects(term.getLabelSelector(), other.getMetadata().getLabels());
    }

    private static boolean together(Node one, Node other, PodAffinityTerm term) {
        String place = labels(one).get(term.getTopologyKey());
        return place != null && place.equals(labels(other).get(term.getTopologyKey()));
    }

    private static boolean has(Node node, String label) {
        return labels(node).containsKey(label);
    }

    private static Map<String, String> labels(Node node) {
        return Objects.requireNonNullElse(node.getMetadata().getLabels(), Map.of());
    }

    private static List<PodAffinityTerm> affinity(Pod pod) {
        return Optional.ofNullable(pod.getSpec().getAffinity())
                .map(Affinity::getPodAffinity)
                .map(affinity -> affinity.getRequiredDuringSchedulingIgnoredDuringExecution())
                .orElse(List.of());
    }

    private static List<PodAffinityTerm> antiAffinity(Pod pod) {
        return Optional.ofNullable(pod.getSpec().getAffinity())
                .map(Affinity::getPodAntiAffinity)
                .map(affinity -> affinity.getRequiredDuringSchedulingIgnoredDuringExecution())
                .orElse(List.of());
    }
}
