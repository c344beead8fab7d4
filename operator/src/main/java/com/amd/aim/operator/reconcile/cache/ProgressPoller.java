package com.amd.aim.operator.reconcile.cache;

import com.amd.aim.engine.cache.Progress;
import com.amd.aim.operator.render.CacheJobs;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the progress of running downloads from their pods, beside the reconciles: a thread of its own for each, so that a pod that
 * does not answer delays nobody. What it last read is kept for the next reconcile, which is woken only by what is worth telling.
 */
public final class ProgressPoller implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    /** A reading that moved by less than a thousandth waits so long until it is told. */
    private static final Duration TELL_ANYWAY = Duration.ofSeconds(10);

    private static final int MOST_BYTES = 16 * 1024;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ConcurrentMap<ResourceID, Followed> followed = new ConcurrentHashMap<>();
    private final Duration interval;
    private final InstantSource clock;

    /** Reads every two seconds. */
    public ProgressPoller(InstantSource clock) {
        this(clock, INTERVAL);
    }

    ProgressPoller(InstantSource clock, Duration interval) {
        this.clock = clock;
        this.interval = interval;
    }

    /** Where a pod serves its progress. */
    static URI address(String podIp) {
        return URI.create("http://" + (podIp.contains(":") ? "[" + podIp + "]" : podIp) + ":" + CacheJobs.PROGRESS_PORT
                + "/progress");
    }

    /**
     * Reads there from now on, and nowhere else for this cache.
     *
     * @param changed told when there is something worth telling
     */
    void follow(ResourceID cache, URI address, Consumer<ResourceID> changed) {
        followed.compute(cache, (_, before) -> {
            if (before != null && before.address.equals(address)) {
                return before;
            }
            if (before != null) {
                before.thread.interrupt();
            }
            return new Followed(cache, address, changed);
        });
    }

    /** Reads no more for this cache. */
    void leave(ResourceID cache) {
        Followed gone = followed.remove(cache);
        if (gone != null) {
            gone.thread.interrupt();
        }
    }

    /** What was last read of the download that runs. */
    Optional<Progress> latest(ResourceID cache) {
        return Optional.ofNullable(followed.get(cache)).map(reader -> reader.told);
    }

    @Override
    public void close() {
        followed.keySet().forEach(this::leave);
        http.shutdownNow();
    }

    private Optional<Progress> read(URI address) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
        try {
            HttpResponse<String> answer =
                    http.send(request, BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES));
            return answer.statusCode() == 200 ? Progress.parse(answer.body()) : Optional.empty();
        } catch (IOException _) {
            // the pod is not listening yet, or no more; its Job tells the rest
            return Optional.empty();
        }
    }

    private static boolean worthTelling(@Nullable Progress before, Progress now, boolean late) {
        if (before == null) {
            return true;
        }
        long thousandth = Math.max(1, now.bytesTotal() / 1000);
        return Math.abs(now.bytesDone() - before.bytesDone()) >= thousandth || (late && !now.equals(before));
    }

    private final class Followed {
        private final URI address;
        private final Thread thread;
        private volatile @Nullable Progress told;

        Followed(ResourceID cache, URI address, Consumer<ResourceID> changed) {
            this.address = address;
            this.thread = Thread.ofVirtual().name("progress " + cache).start(() -> run(cache, changed));
        }

        private void run(ResourceID cache, Consumer<ResourceID> changed) {
            Instant toldAt = Instant.MIN;
            try {
                while (true) {
                    Optional<Progress> now = read(address);
                    Instant at = clock.instant();
                    if (now.isPresent() && worthTelling(told, now.get(), at.isAfter(toldAt.plus(TELL_ANYWAY)))) {
                        told = now.get();
                        toldAt = at;
                        changed.accept(cache);
                    }
                    Thread.sleep(interval);
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
