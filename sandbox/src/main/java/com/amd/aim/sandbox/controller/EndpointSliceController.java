package com.amd.aim.sandbox.controller;

import com.amd.aim.sandbox.client.Key;
import com.amd.aim.sandbox.client.Watches;
import com.amd.aim.sandbox.client.WorkQueue;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Lists the pods behind each Service that has a selector: one EndpointSlice per set of ports, which is one unless a
 * named port means different numbers in different pods. There are no {@code Endpoints} objects of the old kind.
 */
final class EndpointSliceController {

    private static final String SERVICE = "kubernetes.io/service-name";
    private static final String MANAGER = "endpointslice-controller.k8s.io";

    private final Cluster cluster;
    private final WorkQueue<Key> queue = new WorkQueue<>("endpoints", 2, this::reconcile);

    EndpointSliceController(Cluster cluster) {
        this.cluster = cluster;
        cluster.services.addEventHandler(Watches.any(service -> queue.add(Key.of(service))));
        cluster.slices.addEventHandler(
                Watches.any(slice -> Cluster.controller(slice, "Service").ifPresent(queue::add)));
        cluster.pods.addEventHandler(Watches.changes((before, now) -> {
            Optional.ofNullable(before).ifPresent(this::wakeServicesOf);
            Optional.ofNullable(now).ifPresent(this::wakeServicesOf);
        }));
    }

    WorkQueue<Key> queue() {
        return queue;
    }

    private void wakeServicesOf(Pod pod) {
        cluster.services.getIndexer().byIndex("namespace", pod.getMetadata().getNamespace()).stream()
                .filter(service -> selects(service, pod))
                .forEach(service -> queue.add(Key.of(service)));
    }

    private static boolean selects(Service service, Pod pod) {
        Map<String, String> selector = service.getSpec().getSelector();
        return selector != null
                && !selector.isEmpty()
                && Owners.selects(
                        new LabelSelectorBuilder().withMatchLabels(selector).build(),
                        pod.getMetadata().getLabels());
    }

    private Optional<Duration> reconcile(Key key) {
        Optional<Service> service = cluster.get(cluster.services, key)
                .filter(found -> found.getMetadata().getDeletionTimestamp() == null)
                .filter(found -> found.getSpec().getSelector() != null
                        && !found.getSpec().getSelector().isEmpty());
        if (service.isEmpty()) {
            return Optional.empty(); // its slices go with it
        }
        Map<List<EndpointPort>, List<Endpoint>> wanted = wanted(service.get());
        List<EndpointSlice> seen = cluster.ownedBy(cluster.slices, service.get());
        follow(service.get(), wanted, seen.size() < wanted.size() ? live(service.get()) : seen);
        return Optional.empty();
    }

    /** The cache may not show yet what was made; another would be made beside it. */
    private List<EndpointSlice> live(Service service) {
        return cluster
                .client
                .discovery()
                .v1()
                .endpointSlices()
                .inNamespace(service.getMetadata().getNamespace())
                .withLabel(SERVICE, service.getMetadata().getName())
                .list()
                .getItems()
                .stream()
                .filter(slice -> slice.hasOwnerReferenceFor(service))
                .toList();
    }

    /** As kube-controller-manager does: a slice whose ports nobody has any more is used for others before a new one is made. */
    private void follow(Service service, Map<List<EndpointPort>, List<Endpoint>> wanted, List<EndpointSlice> there) {
        Deque<EndpointSlice> unused = new ArrayDeque<>();
        for (EndpointSlice slice : there) {
            List<Endpoint> endpoints = wanted.remove(ports(slice));
            if (endpoints == null) {
                unused.add(slice);
            } else if (!endpoints.equals(Objects.requireNonNullElse(slice.getEndpoints(), List.of()))) {
                update(slice, ports(slice), endpoints);
            }
        }
        wanted.forEach((ports, endpoints) -> {
            if (unused.isEmpty()) {
                cluster.client
                        .resource(slice(service, name(service, ports, there), ports, endpoints))
                        .create();
            } else {
                update(unused.remove(), ports, endpoints);
            }
        });
        unused.forEach(slice -> cluster.client.resource(slice).delete());
    }

    private void update(EndpointSlice slice, List<EndpointPort> ports, List<Endpoint> endpoints) {
        cluster.client
                .resource(new EndpointSliceBuilder(slice)
                        .withEndpoints(endpoints)
                        .withPorts(ports)
                        .build())
                .update();
    }

    /** The API has null for none. */
    private static List<EndpointPort> ports(EndpointSlice slice) {
        return Objects.requireNonNullElse(slice.getPorts(), List.of());
    }

    /** Pods that have the same ports are told of together; without any there is one slice that is empty. */
    private Map<List<EndpointPort>, List<Endpoint>> wanted(Service service) {
        Map<List<EndpointPort>, List<Endpoint>> byPorts = new LinkedHashMap<>();
        cluster.pods.getIndexer().byIndex("namespace", service.getMetadata().getNamespace()).stream()
                .filter(pod -> selects(service, pod))
                .filter(pod -> !PodState.finished(pod))
                .filter(pod -> pod.getStatus().getPodIP() != null)
                .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
                .forEach(pod -> byPorts.computeIfAbsent(EndpointPorts.of(service, pod), _ -> new ArrayList<>())
                        .add(endpoint(service, pod)));
        if (byPorts.isEmpty()) {
            byPorts.put(List.of(), List.of());
        }
        return byPorts;
    }

    /** It looks as random as a real one, and is the same when this is looked at again before the new slice is seen: that exists then. */
    private static String name(Service service, List<EndpointPort> ports, List<EndpointSlice> there) {
        return IntStream.iterate(0, salt -> salt + 1)
                .map(salt -> Objects.hash(service.getMetadata().getUid(), ports, salt))
                .mapToObj(hash -> "%s-%05x".formatted(service.getMetadata().getName(), hash & 0xfffff))
                .filter(name -> there.stream()
                        .noneMatch(slice -> slice.getMetadata().getName().equals(name)))
                .findFirst()
                .orElseThrow();
    }

    private static EndpointSlice slice(
            Service service, String name, List<EndpointPort> ports, List<Endpoint> endpoints) {
        return new EndpointSliceBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(service.getMetadata().getNamespace())
                .withLabels(service.getMetadata().getLabels())
                .addToLabels(SERVICE, service.getMetadata().getName())
                .addToLabels("endpointslice.kubernetes.io/managed-by", MANAGER)
                .addToOwnerReferences(Owners.controlledBy(service))
                .endMetadata()
                .withAddressType("IPv4")
                .withEndpoints(endpoints)
                .withPorts(ports)
                .build();
    }

    private static Endpoint endpoint(Service service, Pod pod) {
        boolean terminating = pod.getMetadata().getDeletionTimestamp() != null;
        boolean serving = PodState.ready(pod)
                || Boolean.TRUE.equals(
                        Objects.requireNonNullElse(service.getSpec().getPublishNotReadyAddresses(), false));
        return new EndpointBuilder()
                .withAddresses(pod.getStatus().getPodIP())
                .withNewConditions()
                .withReady(serving && !terminating)
                .withServing(serving)
                .withTerminating(terminating)
                .endConditions()
                .withNodeName(pod.getSpec().getNodeName())
                .withTargetRef(new ObjectReferenceBuilder()
                        .withKind("Pod")
                        .withNamespace(pod.getMetadata().getNamespace())
                        .withName(pod.getMetadata().getName())
                        .withUid(pod.getMetadata().getUid())
                        .build())
                .build();
    }
}
