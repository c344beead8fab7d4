package com.amd.aim.operator.status;

import com.amd.aim.operator.api.Names;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes Kubernetes Events, one after the other, beside the work they tell of. Callers record transitions; an object's newest event is
 * not repeated. An event that cannot be written is logged, and neither fails nor holds a reconcile.
 */
public final class Recorder implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Recorder.class);
    private static final DateTimeFormatter MICRO_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    /** The API server refuses a longer note. */
    private static final int MAX_NOTE = 1_024;
    /** Names of events are made of the object's name; with the suffix they must stay below 253. */
    private static final int MAX_NAME = 230;
    /** While the API server takes none, so many wait; those that come then are only logged. */
    private static final int WAITING = 1_000;

    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private final KubernetesClient client;
    private final String instance;
    private final InstantSource clock;
    private final Map<String, Finding> newest = Collections.synchronizedMap(new Newest());
    private final ExecutorService writer = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING),
            Thread.ofVirtual().name("events").factory());

    /**
     * Writes through a client.
     *
     * @param instance which operator process this is, as shown in the event
     */
    public Recorder(KubernetesClient client, String instance, InstantSource clock) {
        this.client = client;
        this.instance = instance;
        this.clock = clock;
    }

    /** Records that something became so. */
    public void record(HasMetadata about, Finding finding) {
        Finding before = newest.put(about.getMetadata().getUid(), finding);
        if (finding.equals(before)) {
            return;
        }
        Event event = event(about, finding, clock.instant());
        try {
            writer.execute(() -> write(event));
        } catch (RejectedExecutionException e) {
            lost(event, e);
        }
    }

    private void write(Event event) {
        try {
            client.resource(event).create();
        } catch (RuntimeException e) {
            lost(event, e);
        }
    }

    private static void lost(Event event, RuntimeException problem) {
        log.atWarn()
                .addKeyValue(
                        "object",
                        event.getRegarding().getKind() + "/"
                                + event.getRegarding().getName())
                .addKeyValue("namespace", event.getMetadata().getNamespace())
                .addKeyValue("reason", event.getReason())
                .addKeyValue("problem", problem.getMessage())
                .log("event not written: {}", event.getNote());
    }

    /** Writes what is still to be written, if the API server takes it soon. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
                writer.shutdownNow();
            }
        } catch (InterruptedException e) {
            writer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    public void record(HasMetadata about, Reason reason, String message) {
        record(about, new Finding(reason, message));
    }

    private Event event(HasMetadata about, Finding finding, Instant now) {
        String name = about.getMetadata().getName();
        String suffix = Long.toHexString(now.getEpochSecond() * 1_000_000_000L + now.getNano());
        return new EventBuilder()
                .withNewMetadata()
                .withNamespace(about.getMetadata().getNamespace())
                .withName(beginning(name) + "." + suffix)
                .endMetadata()
                .withEventTime(new MicroTime(MICRO_TIME.format(now)))
                .withReportingController(Names.FIELD_MANAGER)
                .withReportingInstance(instance)
                .withAction("Reconcile")
                .withType(finding.reason().eventType())
                .withReason(finding.reason().name())
                .withNote(cut(finding.message(), MAX_NOTE))
                .withRegarding(new ObjectReferenceBuilder()
                        .withApiVersion(about.getApiVersion())
                        .withKind(about.getKind())
                        .withNamespace(about.getMetadata().getNamespace())
                        .withName(name)
                        .withUid(about.getMetadata().getUid())
                        .build())
                .build();
    }

    /** Names of recipes may be long; before the dot of the suffix there has to be a letter or a digit. */
    private static String beginning(String name) {
        return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME).replaceFirst("[-.]+$", "");
    }

    private static String cut(String text, int limit) {
        return text.length() <= limit ? text : text.substring(0, limit - 1) + "…";
    }

    /** Bounded, so that objects long gone are forgotten. */
    private static final class Newest extends LinkedHashMap<String, Finding> {
        private static final long serialVersionUID = 1L;
        private static final int LIMIT = 10_000;

        Newest() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.@Nullable Entry<String, Finding> eldest) {
            return size() > LIMIT;
        }
    }
}
