package com.amd.aim.cli.live;

import com.amd.aim.cli.demo.Answered;
import com.amd.aim.cli.sandbox.Fault;
import com.amd.aim.cli.status.Caches;
import com.amd.aim.cli.status.ServiceView;
import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMService;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * An audience that remembers, so that what there is to see can be drawn at any moment. It is told by many threads and read by one, and
 * holds no lock while it asks the stage: who tells it something may hold one that the stage needs.
 */
final class Board implements Audience {
    /** More lines than a terminal has. */
    private static final int REMEMBERED = 200;

    private static final Comparator<AIMService> BY_NAME = Comparator.comparing(
                    (AIMService service) -> service.getMetadata().getNamespace())
            .thenComparing(service -> service.getMetadata().getName());

    private final InstantSource clock;
    private final Instant start;
    private final Deque<Happening> happenings = new ConcurrentLinkedDeque<>();
    private Map<String, Pace> paces = Map.of();
    private volatile Optional<Stage> stage = Optional.empty();

    Board(InstantSource clock) {
        this.clock = clock;
        this.start = clock.instant();
    }

    @Override
    public void happened(Duration since, String sentence) {
        happenings.addLast(new Happening(since, sentence));
        if (happenings.size() > REMEMBERED) {
            happenings.pollFirst();
        }
    }

    @Override
    public void opened(Stage opened) {
        stage = Optional.of(opened);
    }

    @Override
    public void served(Answered answered) {
        happened(
                Duration.between(start, clock.instant()),
                "Asked %s: %s Answer of a simulated engine: %s"
                        .formatted(answered.service(), answered.question(), answered.answer()));
    }

    /** What there is to see now; for one thread. */
    Scene scene() {
        Instant now = clock.instant();
        List<AIMModelCache> caches = stage.map(there -> there.caches().get()).orElse(List.of());
        paces = seen(caches, now);
        Caches known = Caches.of(caches);
        return new Scene(
                Duration.between(start, now),
                stage.map(there -> there.services().get()).orElse(List.of()).stream()
                        .sorted(BY_NAME)
                        .map(service -> row(service, known.usedBy(service), now))
                        .toList(),
                List.copyOf(happenings),
                stage.map(there -> there.faults().get()).orElse(List.of()).stream()
                        .map(Fault::sentence)
                        .toList(),
                stage.map(Stage::kubeconfig));
    }

    private Row row(AIMService service, Optional<AIMModelCache> cache, Instant now) {
        return new Row(
                ServiceView.of(service, cache),
                cache.flatMap(used -> Optional.ofNullable(paces.get(key(used)))
                        .flatMap(pace -> total(used).map(total -> pace.transfer(total, now)))));
    }

    private Map<String, Pace> seen(List<AIMModelCache> caches, Instant now) {
        Map<String, Pace> fresh = new HashMap<>();
        for (AIMModelCache cache : caches) {
            done(cache).ifPresent(bytes -> {
                Pace before = paces.get(key(cache));
                fresh.put(key(cache), before == null ? Pace.first(bytes, now) : before.seen(bytes, now));
            });
        }
        return fresh;
    }

    private static Optional<Long> done(AIMModelCache cache) {
        return Optional.ofNullable(cache.getStatus()).map(AIMModelCache.Status::bytesDone);
    }

    private static Optional<Long> total(AIMModelCache cache) {
        return Optional.ofNullable(cache.getStatus()).map(AIMModelCache.Status::bytesTotal);
    }

    private static String key(AIMModelCache cache) {
        return cache.getMetadata().getNamespace() + "/" + cache.getMetadata().getName();
    }
}
