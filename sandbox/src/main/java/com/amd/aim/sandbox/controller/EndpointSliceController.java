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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
        Map<String, EndpointSlice> wanted = slices(service.get());
        for (EndpointSlice there : cluster.ownedBy(cluster.slices, service.get())) {
            EndpointSlice slice = wanted.remove(there.getMetadata().getName());
            if (slice == null) {
                cluster.client.resource(there).delete();
            } else if (!slice.getEndpoints().equals(there.getEndpoints())
                    || !slice.getPorts().equals(there.getPorts())) {
                cluster.client
                        .resource(new EndpointSliceBuilder(there)
                                .withEndpoints(slice.getEndpoints())
                                .withPorts(slice.getPorts())
                                .build())
                        .update();
            }
        }
        wanted.values().forEach(slice -> cluster.client.resource(slice).create());
        return Optional.empty();
    }

    private Map<String, EndpointSlice> slices(Service service) {
        Map<List<EndpointPort>, List<Endpoint>> byPorts = new HashMap<>();
        cluster.pods.getIndexer().byIndex("namespace", service.getMetadata().getNamespace()).stream()
                .filter(pod -> selects(service, pod))
                .filter(pod -> !PodState.finished(pod))
                .filter(pod -> pod.getStatus().getPodIP() != null)
                .collect(Collectors.groupingBy(pod -> EndpointPorts.of(service, pod)))
                .forEach((ports, pods) -> byPorts.put(
                        ports,
                        pods.stream()
                                .map(pod -> endpoint(service, pod))
                                .sorted((a, b) -> a.getTargetRef()
                                        .getName()
                                        .compareTo(b.getTargetRef().getName()))
                                .toList()));
        if (byPorts.isEmpty()) {
            byPorts.put(List.of(), List.of());
        }
        Map<String, EndpointSlice> slices = new TreeMap<>();
        byPorts.forEach((ports, endpoints) -> {
            EndpointSlice slice = slice(service, ports, endpoints);
            slices.put(slice.getMetadata().getName(), slice);
        });
        return slices;
    }

    private static EndpointSlice slice(Service service, List<EndpointPort> ports, List<Endpoint> endpoints) {
        String suffix = Integer.toHexString(ports.hashCode() & 0xfffff);
        return new EndpointSliceBuilder()
                .withNewMetadata()
                .withName(service.getMetadata().getName() + "-" + suffix)
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
