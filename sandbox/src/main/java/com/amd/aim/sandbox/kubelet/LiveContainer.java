package com.amd.aim.sandbox.kubelet;

import com.amd.aim.sandbox.kubelet.ProbeTrack.Kind;
import com.amd.aim.sandbox.kubelet.ProbeTrack.Terms;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A container that runs, and its probes. Belongs to the one thread that looks after its pod. */
final class LiveContainer {

    private final Container spec;
    private final RunningContainer handle;
    private final ContainerLog log;
    private final int run;
    private final Instant since;
    private final boolean probed;
    private final Duration eager;
    private final Map<Kind, ProbeTrack> probes = new EnumMap<>(Kind.class);
    private final Set<Kind> looking = EnumSet.noneOf(Kind.class);
    private Optional<Instant> killAt = Optional.empty();

    /** Init containers are not {@code probed}. */
    LiveContainer(
            Container spec,
            RunningContainer handle,
            ContainerLog log,
            int run,
            Instant since,
            boolean probed,
            Duration eager) {
        this.spec = spec;
        this.handle = handle;
        this.log = log;
        this.run = run;
        this.since = since;
        this.probed = probed;
        this.eager = eager;
        if (probe(Kind.STARTUP).isPresent()) {
            begin(Kind.STARTUP, since);
        } else {
            beginOthers(since);
        }
    }

    Container spec() {
        return spec;
    }

    ContainerLog log() {
        return log;
    }

    int run() {
        return run;
    }

    Instant since() {
        return since;
    }

    RunningContainer handle() {
        return handle;
    }

    /** Whether the startup probe, if there is one, has succeeded. */
    boolean started() {
        ProbeTrack startup = probes.get(Kind.STARTUP);
        return startup == null || startup.passing();
    }

    boolean ready() {
        ProbeTrack readiness = probes.get(Kind.READINESS);
        return started() && (readiness == null || readiness.passing());
    }

    Optional<Probe> probe(Kind kind) {
        if (!probed) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                switch (kind) {
                    case STARTUP -> spec.getStartupProbe();
                    case READINESS -> spec.getReadinessProbe();
                    case LIVENESS -> spec.getLivenessProbe();
                });
    }

    /** Takes the probes that are to look now; each looks once at a time. */
    List<Kind> takeDue(Instant now) {
        List<Kind> due = probes.entrySet().stream()
                .filter(probe -> !looking.contains(probe.getKey()))
                .filter(probe -> looks(probe.getKey()))
                .filter(probe -> !probe.getValue().next().isAfter(now))
                .map(Map.Entry::getKey)
                .toList();
        looking.addAll(due);
        return due;
    }

    Duration timeout(Kind kind) {
        return track(kind).terms().timeout();
    }

    /** Takes in what a probe saw; tells whether the container has to be killed for it. */
    boolean observe(Kind kind, boolean success, Instant now) {
        looking.remove(kind);
        ProbeTrack track = track(kind).observe(success, now);
        probes.put(kind, track);
        if (kind == Kind.STARTUP && track.passing()) {
            beginOthers(now);
        }
        return kind != Kind.READINESS && !track.passing() && track.exhausted();
    }

    /** When a probe looks next. */
    Optional<Instant> wake() {
        return probes.entrySet().stream()
                .filter(probe -> !looking.contains(probe.getKey()) && looks(probe.getKey()))
                .map(probe -> probe.getValue().next())
                .min(Comparator.naturalOrder());
    }

    /** Asks the container to end; by {@code now + grace} it has to. */
    void stop(Duration grace, Instant now) {
        Instant until = now.plus(grace);
        if (killAt.isEmpty() || until.isBefore(killAt.get())) {
            killAt = Optional.of(until);
            handle.stop(grace);
        }
    }

    /** When the container has to have ended, once it was asked to. */
    Optional<Instant> killAt() {
        return killAt;
    }

    /** Probes rest while a container ends; a startup probe has nothing more to say once it has succeeded. */
    private boolean looks(Kind kind) {
        return killAt.isEmpty() && !(kind == Kind.STARTUP && started());
    }

    private ProbeTrack track(Kind kind) {
        return Objects.requireNonNull(probes.get(kind));
    }

    private void beginOthers(Instant now) {
        begin(Kind.READINESS, now);
        begin(Kind.LIVENESS, now);
    }

    private void begin(Kind kind, Instant now) {
        probe(kind).ifPresent(probe -> probes.put(kind, ProbeTrack.begin(kind, Terms.of(probe, eager), now)));
    }
}
