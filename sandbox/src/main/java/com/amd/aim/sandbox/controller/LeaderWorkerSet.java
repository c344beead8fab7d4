package com.amd.aim.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;

/**
 * What a LeaderWorkerSet asks for, as the defaults of its definition completed it.
 *
 * @param leader the template of the first pod of a group
 * @param worker the template of the others
 * @param size how many pods a group has
 * @param restart what a group does when one of its pods restarts
 * @param leaderFirst whether workers wait until their leader is Ready
 * @param subdomains whether each group has a subdomain of its own
 * @param revision the same for groups that need not be replaced
 */
record LeaderWorkerSet(
        GenericKubernetesResource object,
        PodTemplateSpec leader,
        PodTemplateSpec worker,
        int size,
        Restart restart,
        boolean leaderFirst,
        boolean subdomains,
        GroupRollout rollout,
        String revision) {

    /** The definition that brings the kind. */
    static final String DEFINITION = "leaderworkersets.leaderworkerset.x-k8s.io";

    static final ResourceDefinitionContext CONTEXT = new ResourceDefinitionContext.Builder()
            .withGroup("leaderworkerset.x-k8s.io")
            .withVersion("v1")
            .withKind("LeaderWorkerSet")
            .withPlural("leaderworkersets")
            .withNamespaced(true)
            .build();

    private static final String PREFIX = "leaderworkerset.sigs.k8s.io/";
    static final String NAME = PREFIX + "name";
    static final String GROUP_INDEX = PREFIX + "group-index";
    static final String GROUP_KEY = PREFIX + "group-key";
    static final String WORKER_INDEX = PREFIX + "worker-index";
    static final String REVISION = PREFIX + "template-revision-hash";
    static final String SIZE = PREFIX + "size";
    static final String LEADER_NAME = PREFIX + "leader-name";

    private static final JsonMapper JSON = new JsonMapper();

    /** What becomes of a group of which a pod restarts or goes. */
    enum Restart {
        /** Only that pod is replaced. */
        NONE,
        /** All pods are. */
        GROUP,
        /** All pods are, unless one of them has not started yet. */
        STARTED_GROUP
    }

    static LeaderWorkerSet of(GenericKubernetesResource object) {
        JsonNode spec = JSON.valueToTree(object.getAdditionalProperties()).path("spec");
        JsonNode group = spec.path("leaderWorkerTemplate");
        PodTemplateSpec worker = template(group.path("workerTemplate"));
        return new LeaderWorkerSet(
                object,
                group.has("leaderTemplate") ? template(group.path("leaderTemplate")) : worker,
                worker,
                group.path("size").asInt(1),
                restart(group.path("restartPolicy").asText()),
                spec.path("startupPolicy").asText().equals("LeaderReady"),
                spec.path("networkConfig").path("subdomainPolicy").asText().equals("UniquePerReplica"),
                GroupRollout.of(spec),
                PodTemplates.hash(group, spec.path("networkConfig")));
    }

    String name() {
        return object.getMetadata().getName();
    }

    String namespace() {
        return object.getMetadata().getNamespace();
    }

    private static Restart restart(String policy) {
        return switch (policy) {
            case "None", "Default" -> Restart.NONE;
            case "RecreateGroupAfterStart" -> Restart.STARTED_GROUP;
            default -> Restart.GROUP;
        };
    }

    private static PodTemplateSpec template(JsonNode template) {
        return Serialization.unmarshal(template.toString(), PodTemplateSpec.class);
    }
}
