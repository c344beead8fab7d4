package com.amd.aim.operator.reconcile.service;

import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.view.GpuInventory;
import com.amd.aim.operator.view.GpuPod;
import com.amd.aim.operator.view.NodeView;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the inventory of GPUs from watches on nodes and bound pods, and wakes the services that wait for hardware when a node changes
 * that could matter to them. What is stored of a node or a pod beside the inventory is its name. Where the operator may not list
 * them, that is said once and the inventory knows.
 */
final class GpuSource extends AbstractEventSource<Node, AIMService> {
    private static final Logger log = LoggerFactory.getLogger(GpuSource.class);

    private final KubernetesClient client;
    private final GpuInventory inventory;
    private final Wakes wakes;
    private final List<SharedIndexInformer<?>> informers = new ArrayList<>();

    GpuSource(KubernetesClient client, GpuInventory inventory, Wakes wakes) {
        super(Node.class, "gpus");
        this.client = client;
        this.inventory = inventory;
        this.wakes = wakes;
    }

    @Override
    public void start() {
        watch(
                client.nodes().runnableInformer(0),
                new Nodes(),
                GpuSource::nameOnly,
                inventory::forbidNodes,
                "nodes: spec.hardware and spec.gpuCount have to be set in every service");
        inventory.completed();
        watch(
                client.pods()
                        .inAnyNamespace()
                        .withoutField("spec.nodeName", "")
                        .withoutField("status.phase", "Succeeded")
                        .withoutField("status.phase", "Failed")
                        .runnableInformer(0),
                new Pods(),
                GpuSource::nameOnly,
                inventory::forbidPods,
                "pods of the whole cluster: which GPUs are free is not known");
        super.start();
    }

    @Override
    public void stop() {
        super.stop();
        informers.forEach(SharedIndexInformer::stop);
        informers.clear();
    }

    @Override
    public Set<Node> getSecondaryResources(AIMService primary) {
        return Set.of();
    }

    private <T extends HasMetadata> void watch(
            SharedIndexInformer<T> informer,
            Kept<T> handler,
            UnaryOperator<T> slim,
            Runnable forbidden,
            String consequence) {
        try {
            informer.itemStore(new TransformingItemStore<>(slim));
            informer.addEventHandler(handler);
            informer.run();
            informers.add(informer);
            handler.awaitListed();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw e;
            }
            informer.stop();
            forbidden.run();
            log.atWarn().log("this operator may not list {}", consequence);
        }
    }

    private void wakeWaiting(boolean changed) {
        if (changed) {
            wakes.ofHardware().forEach(service -> getEventHandler().handleEvent(new Event(service)));
        }
    }

    private static Node nameOnly(Node node) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(node.getMetadata().getName())
                .withResourceVersion(node.getMetadata().getResourceVersion())
                .endMetadata()
                .build();
    }

    private static Pod nameOnly(Pod pod) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(pod.getMetadata().getName())
                .withNamespace(pod.getMetadata().getNamespace())
                .withResourceVersion(pod.getMetadata().getResourceVersion())
                .endMetadata()
                .build();
    }

    /**
     * Tells when all that was there at first has been taken in: an informer hands it over on another thread, and a service that is
     * looked at before would find the cluster without its hardware.
     */
    private abstract static class Kept<T> implements ResourceEventHandler<T> {
        private final CountDownLatch listed = new CountDownLatch(1);

        @Override
        public void onList(String resourceVersion, boolean remainedEmpty) {
            listed.countDown();
        }

        void awaitListed() {
            try {
                listed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("ended while the cluster's GPUs were being listed", e);
            }
        }
    }

    private final class Nodes extends Kept<Node> {
        @Override
        public void onAdd(Node node) {
            wakeWaiting(inventory.put(NodeView.of(node)));
        }

        @Override
        public void onUpdate(Node before, Node node) {
            onAdd(node);
        }

        @Override
        public void onDelete(Node node, boolean unknown) {
            wakeWaiting(inventory.removeNode(node.getMetadata().getName()));
        }
    }

    private final class Pods extends Kept<Pod> {
        @Override
        public void onAdd(Pod pod) {
            inventory.put(key(pod), GpuPod.of(pod));
        }

        @Override
        public void onUpdate(Pod before, Pod pod) {
            onAdd(pod);
        }

        @Override
        public void onDelete(Pod pod, boolean unknown) {
            inventory.put(key(pod), Optional.empty());
        }

        private String key(Pod pod) {
            return pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName();
        }
    }
}
