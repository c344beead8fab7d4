package com.amd.aim.sandbox.kubelet;

import com.amd.aim.sandbox.kubelet.NodeObject.Health;
import com.amd.aim.sandbox.kubelet.NodeObject.Since;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node's place in the API: its Node object, its status and the Lease that says it is alive. */
final class NodeKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(NodeKeeper.class);
    private static final String LEASES = "kube-node-lease";
    private static final int LEASE_SECONDS = 40;
    private static final Duration STATUS_EVERY = Duration.ofMinutes(5);
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
    private static final PatchContext STRATEGIC = PatchContext.of(PatchType.STRATEGIC_MERGE);
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'");
    private static final JsonMapper JSON = new JsonMapper();

    private final KubernetesClient client;
    private final InstantSource clock;
    private final SimulatedNode node;
    private final String address;
    private Health health = new Health(true, 0);
    private Since since;
    private Instant posted = Instant.MIN;

    NodeKeeper(KubernetesClient client, InstantSource clock, SimulatedNode node, String address) {
        this.client = client;
        this.clock = clock;
        this.node = node;
        this.address = address;
        this.since = new Since(clock.instant(), clock.instant());
    }

    SimulatedNode node() {
        return node;
    }

    String address() {
        return address;
    }

    /** Creates the node, or takes over one of that name with the labels that this one has, and its taints if any. */
    synchronized void register() {
        Node fresh = NodeObject.of(node);
        try {
            client.resource(fresh).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != 409) {
                throw e;
            }
            String ours = Serialization.asJson(
                    Map.of("metadata", Map.of("labels", fresh.getMetadata().getLabels()), "spec", fresh.getSpec()));
            client.nodes().withName(node.name()).patch(MERGE, ours);
        }
        post();
        try {
            lease(now());
        } catch (KubernetesClientException e) { // a node without a Lease works; the next heartbeat tries again
            LOG.debug("no Lease yet for node {}", node.name(), e);
        }
    }

    /** Renews the Lease, and now and then the status. */
    synchronized void heartbeat() {
        renew();
        if (clock.instant().isAfter(posted.plus(STATUS_EVERY))) {
            post();
        }
    }

    /** Says that the node can, or can no longer, run pods. */
    synchronized void ready(boolean now) {
        if (health.ready() != now) {
            health = new Health(now, health.brokenGpus());
            since = new Since(since.registered(), clock.instant());
            post();
        }
    }

    /** Says how many of the node's GPUs are broken. */
    synchronized void brokenGpus(int count) {
        if (count < 0 || count > node.gpuCount()) {
            throw new IllegalArgumentException("node %s has %d GPUs, so %d of them cannot be broken"
                    .formatted(node.name(), node.gpuCount(), count));
        }
        health = new Health(health.ready(), count);
        post();
    }

    synchronized void cordon(boolean cordoned) {
        client.nodes()
                .withName(node.name())
                .patch(MERGE, "{\"spec\":{\"unschedulable\":" + (cordoned ? "true" : "null") + "}}");
    }

    /** Deletes the node; its pods are for the cluster to clean up. */
    synchronized void remove() {
        remove(client, node.name());
    }

    static void remove(KubernetesClient client, String name) {
        client.nodes().withName(name).delete();
        client.leases().inNamespace(LEASES).withName(name).delete();
    }

    private void post() {
        Instant now = clock.instant();
        NodeStatus status = NodeObject.status(node, address, health, since, now);
        client.nodes()
                .withName(node.name())
                .subresource("status")
                .patch(STRATEGIC, Serialization.asJson(Map.of("status", status)));
        posted = now;
    }

    private void renew() {
        ZonedDateTime now = now();
        String renewal = JSON.createObjectNode()
                .set("spec", JSON.createObjectNode().put("renewTime", MICROS.format(now)))
                .toString();
        try {
            client.leases().inNamespace(LEASES).withName(node.name()).patch(MERGE, renewal);
        } catch (KubernetesClientException e) {
            if (e.getCode() != 404) {
                throw e;
            }
            lease(now);
        }
    }

    private ZonedDateTime now() {
        return clock.instant().atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
    }

    private void lease(ZonedDateTime now) {
        try {
            client.resource(new LeaseBuilder()
                            .withNewMetadata()
                            .withNamespace(LEASES)
                            .withName(node.name())
                            .endMetadata()
                            .withNewSpec()
                            .withHolderIdentity(node.name())
                            .withLeaseDurationSeconds(LEASE_SECONDS)
                            .withRenewTime(now)
                            .endSpec()
                            .build())
                    .create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != 409) {
                throw e;
            }
            renew();
        }
    }
}
