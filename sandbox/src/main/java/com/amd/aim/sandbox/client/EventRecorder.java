package com.amd.aim.sandbox.client;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people what happened to an object. The same event again raises the count of the first one. Events are written
 * one after the other beside the work they tell of, and one that cannot be written is dropped: nothing depends on it.
 */
public final class EventRecorder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);
    private static final int REMEMBERED = 1024;

    private record Same(String uid, String fieldPath, String reason, String message) {}

    private record Written(String namespace, String name, int count) {}

    private final KubernetesClient client;
    private final String component;
    private final InstantSource clock;
    private final ExecutorService writer =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("events").factory());
    private final Map<Same, Written> written = new LinkedHashMap<>();
    private long serial;

    /** {@code component} is who speaks: {@code default-scheduler}, {@code kubelet}, … */
    public EventRecorder(KubernetesClient client, String component, InstantSource clock) {
        this.client = client;
        this.component = component;
        this.clock = clock;
    }

    /** Something worth knowing that went as it should. */
    public void normal(HasMetadata about, String reason, String message) {
        record("Normal", reference(about, null), reason, message);
    }

    /** The same of a part of the object, {@code spec.containers{main}}. */
    public void normal(HasMetadata about, String fieldPath, String reason, String message) {
        record("Normal", reference(about, fieldPath), reason, message);
    }

    /** Something that needs attention, or would if it lasted. */
    public void warning(HasMetadata about, String reason, String message) {
        record("Warning", reference(about, null), reason, message);
    }

    /** The same of a part of the object. */
    public void warning(HasMetadata about, String fieldPath, String reason, String message) {
        record("Warning", reference(about, fieldPath), reason, message);
    }

    @Override
    public void close() {
        writer.shutdownNow();
    }

    private void record(String type, ObjectReference about, String reason, String message) {
        try {
            writer.execute(() -> write(type, about, reason, message));
        } catch (RejectedExecutionException _) {
            LOG.debug("not recorded any more: {} {}", reason, message);
        }
    }

    private void write(String type, ObjectReference about, String reason, String message) {
        Same same = new Same(
                Objects.requireNonNullElse(about.getUid(), ""),
                Objects.requireNonNullElse(about.getFieldPath(), ""),
                reason,
                message);
        try {
            Written before = written.get(same);
            Written after = before == null ? create(type, about, reason, message) : countUp(before);
            written.put(same, after);
            if (written.size() > REMEMBERED) {
                written.remove(written.keySet().iterator().next());
            }
        } catch (KubernetesClientException e) {
            written.remove(same);
            LOG.debug("event {} of {} was not written", reason, about.getName(), e);
        }
    }

    private Written create(String type, ObjectReference about, String reason, String message) {
        String now = Times.print(clock.instant());
        String namespace = Objects.requireNonNullElse(about.getNamespace(), "default");
        String suffix = Long.toHexString(clock.millis() * 1000 + serial++ % 1000);
        Event event = new EventBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(about.getName() + "." + suffix)
                .endMetadata()
                .withInvolvedObject(about)
                .withType(type)
                .withReason(reason)
                .withMessage(message)
                .withNewSource()
                .withComponent(component)
                .endSource()
                .withReportingComponent(component)
                .withReportingInstance("")
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withCount(1)
                .build();
        client.v1().events().inNamespace(namespace).resource(event).create();
        return new Written(namespace, event.getMetadata().getName(), 1);
    }

    private Written countUp(Written before) {
        int count = before.count + 1;
        String patch = "{\"count\":%d,\"lastTimestamp\":\"%s\"}".formatted(count, Times.print(clock.instant()));
        client.v1()
                .events()
                .inNamespace(before.namespace)
                .withName(before.name)
                .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
        return new Written(before.namespace, before.name, count);
    }

    private static ObjectReference reference(HasMetadata about, @Nullable String fieldPath) {
        return new ObjectReferenceBuilder()
                .withApiVersion(about.getApiVersion())
                .withKind(about.getKind())
                .withNamespace(about.getMetadata().getNamespace())
                .withName(about.getMetadata().getName())
                .withUid(about.getMetadata().getUid())
                .withResourceVersion(about.getMetadata().getResourceVersion())
                .withFieldPath(fieldPath)
                .build();
    }
}
