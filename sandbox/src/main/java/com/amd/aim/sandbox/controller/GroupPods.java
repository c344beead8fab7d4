package com.amd.aim.sandbox.controller;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a LeaderWorkerSet's groups are made of: pods with the names, labels and variables by which they find each other. */
final class GroupPods {

    private GroupPods() {}

    /** {@code NAME-GROUP}. */
    static Pod leader(LeaderWorkerSet set, int group) {
        String name = set.name() + "-" + group;
        return pod(set, set.leader(), name, set.object(), name, group, 0).build();
    }

    /** {@code NAME-GROUP-INDEX}, which goes with its leader. */
    static Pod worker(LeaderWorkerSet set, Pod leader, int index) {
        String leaderName = leader.getMetadata().getName();
        return pod(set, set.worker(), leaderName + "-" + index, leader, leaderName, group(leader), index)
                .editMetadata()
                .addToAnnotations(LeaderWorkerSet.LEADER_NAME, leaderName)
                .endMetadata()
                .build();
    }

    /** By which the pods of a set, or of one group, have names. */
    static Service service(LeaderWorkerSet set, String name, HasMetadata owner) {
        ServiceBuilder service = new ServiceBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(set.namespace())
                .addToLabels(LeaderWorkerSet.NAME, set.name())
                .addToOwnerReferences(Owners.controlledBy(owner))
                .endMetadata()
                .withNewSpec()
                .withClusterIP("None")
                .withPublishNotReadyAddresses(true)
                .addToSelector(LeaderWorkerSet.NAME, set.name())
                .endSpec();
        return owner instanceof Pod leader
                ? service.editSpec()
                        .addToSelector(LeaderWorkerSet.GROUP_INDEX, Integer.toString(group(leader)))
                        .endSpec()
                        .build()
                : service.build();
    }

    /** The group of a pod. */
    static int group(Pod pod) {
        return Integer.parseInt(pod.getMetadata().getLabels().get(LeaderWorkerSet.GROUP_INDEX));
    }

    private static PodBuilder pod(
            LeaderWorkerSet set,
            PodTemplateSpec template,
            String name,
            HasMetadata owner,
            String leader,
            int group,
            int index) {
        ObjectMeta of = Objects.requireNonNullElseGet(template.getMetadata(), ObjectMeta::new);
        String subdomain = set.subdomains() ? leader : set.name();
        List<EnvVar> variables = List.of(
                new EnvVar("LWS_LEADER_ADDRESS", "%s.%s.%s".formatted(leader, subdomain, set.namespace()), null),
                new EnvVar("LWS_GROUP_SIZE", Integer.toString(set.size()), null),
                new EnvVar("LWS_WORKER_INDEX", Integer.toString(index), null));
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(set.namespace())
                .withLabels(of.getLabels())
                .withAnnotations(of.getAnnotations())
                .addToAnnotations(LeaderWorkerSet.SIZE, Integer.toString(set.size()))
                .addToLabels(LeaderWorkerSet.NAME, set.name())
                .addToLabels(LeaderWorkerSet.GROUP_INDEX, Integer.toString(group))
                .addToLabels(LeaderWorkerSet.GROUP_KEY, sha1(set.namespace() + "/" + leader))
                .addToLabels(LeaderWorkerSet.WORKER_INDEX, Integer.toString(index))
                .addToLabels(LeaderWorkerSet.REVISION, set.revision())
                .addToOwnerReferences(Owners.controlledBy(owner))
                .endMetadata()
                .withNewSpecLike(template.getSpec())
                .withHostname(name)
                .withSubdomain(subdomain)
                .withContainers(with(variables, template.getSpec().getContainers()))
                .withInitContainers(with(variables, template.getSpec().getInitContainers()))
                .endSpec();
    }

    /** They come first, so that the container's own variables and arguments can refer to them. */
    private static List<Container> with(List<EnvVar> variables, @Nullable List<Container> containers) {
        Set<String> names = variables.stream().map(EnvVar::getName).collect(Collectors.toSet());
        return Objects.requireNonNullElse(containers, List.<Container>of()).stream()
                .map(container -> new ContainerBuilder(container)
                        .withEnv(Stream.concat(
                                        variables.stream(),
                                        container.getEnv().stream().filter(own -> !names.contains(own.getName())))
                                .toList())
                        .build())
                .toList();
    }

    private static String sha1(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
