package com.amd.aim.sandbox.kubelet;

import com.amd.aim.sandbox.kubelet.ContainerState.Terminated;
import com.amd.aim.sandbox.kubelet.ContainerState.Waiting;
import com.amd.aim.sandbox.kubelet.PodMessage.Exited;
import com.amd.aim.sandbox.kubelet.PodMessage.Probed;
import com.amd.aim.sandbox.kubelet.PodPlan.Situation;
import com.amd.aim.sandbox.kubelet.ProbeTrack.Kind;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The containers of one pod: starts, probes and ends them. Belongs to the one thread that looks after the pod; what
 * happens elsewhere comes back to it as a {@link PodMessage}.
 */
final class PodContainers {

    private static final Duration AFTER_KILL = Duration.ofSeconds(2);

    private final KubeletParts parts;
    private final Pod pod;
    private final PodEvents events;
    private final Consumer<PodMessage> tell;
    private final InetAddress address;
    private final PodAddresses.Ports ports;
    private final Map<String, ContainerState> states = new LinkedHashMap<>();
    private final Map<String, LiveContainer> live = new LinkedHashMap<>();

    PodContainers(
            KubeletParts parts, Pod pod, Consumer<PodMessage> tell, InetAddress address, PodAddresses.Ports ports) {
        this.parts = parts;
        this.pod = pod;
        this.events = new PodEvents(parts.events(), pod);
        this.tell = tell;
        this.address = address;
        this.ports = ports;
        PodRecovery recovery = new PodRecovery(pod, parts.clock().instant());
        Stream.concat(init().stream(), pod.getSpec().getContainers().stream())
                .forEach(container -> states.put(container.getName(), recovery.of(container.getName())));
    }

    /** All containers as they are now. */
    Situation situation() {
        live.forEach((name, container) ->
                states.computeIfPresent(name, (_, state) -> state.probed(container.started(), container.ready())));
        return new Situation(
                Objects.requireNonNullElse(pod.getSpec().getRestartPolicy(), "Always"),
                init().stream().map(container -> state(container.getName())).toList(),
                pod.getSpec().getContainers().stream()
                        .map(container -> state(container.getName()))
                        .toList(),
                parts.settings().crashBackoff(),
                parts.clock().instant());
    }

    boolean anyRuns() {
        return !live.isEmpty();
    }

    /** Starts one; what cannot be started waits, says why and is tried again. */
    void start(String name, ContainerSetup setup) {
        Instant now = parts.clock().instant();
        Container container = spec(name);
        ContainerState state = state(name);
        int run = state.lastRun().isPresent() ? state.restarts() + 1 : state.restarts();
        ContainerLog log = new ContainerLog(parts.clock());
        try {
            ContainerStart start = setup.of(container, run, log);
            RunningContainer handle = parts.runner().start(start);
            parts.logs().begin(pod.getMetadata().getUid(), name, log);
            LiveContainer started = new LiveContainer(
                    container,
                    handle,
                    log,
                    run,
                    now,
                    !init().contains(container),
                    parts.settings().eagerProbes());
            live.put(name, started);
            states.put(name, state.start(now, started.started(), started.ready()));
            var _ = handle.exitCode()
                    .whenComplete((code, failure) -> tell.accept(new Exited(name, run, failure == null ? code : 1)));
            events.started(name);
        } catch (ContainerStartException e) {
            failed(state, e.reason(), Objects.requireNonNullElse(e.getMessage(), ""));
        } catch (IOException | RuntimeException e) { // a runner's own mistake must not end the pod's thread
            failed(state, "CreateContainerError", e.toString());
        }
    }

    private void failed(ContainerState state, String reason, String message) {
        if (!(state.phase() instanceof Waiting before && before.message().equals(message))) {
            events.failed(state.name(), message);
        }
        Instant retry = parts.clock().instant().plus(parts.settings().retry());
        states.put(state.name(), state.wait(new Waiting(reason, message, Optional.of(retry))));
    }

    /** A run has ended: by itself, because it was asked to, or because it did not end when it had to. */
    void exited(Exited exited, ContainerSetup setup) {
        LiveContainer container = live.get(exited.container());
        if (container == null || container.run() != exited.run()) {
            return;
        }
        live.remove(exited.container());
        container.log().end();
        Path file = setup.messageFile(exited.container(), exited.run());
        String message = TerminationMessage.read(file, container, exited.exitCode());
        states.computeIfPresent(
                exited.container(),
                (_, state) -> state.end(new Terminated(
                        exited.exitCode(),
                        message,
                        container.since(),
                        parts.clock().instant())));
    }

    /** Lets every probe look that is due; each looks on a thread of its own. */
    void probe() {
        Instant now = parts.clock().instant();
        for (LiveContainer container : List.copyOf(live.values())) {
            for (Kind kind : container.takeDue(now)) {
                Thread.startVirtualThread(() -> look(container, kind));
            }
        }
    }

    private void look(LiveContainer container, Kind kind) {
        try {
            Optional<String> failure = parts.probes()
                    .look(
                            container.probe(kind).orElseThrow(),
                            container.spec(),
                            address,
                            ports.map(),
                            container.timeout(kind));
            tell.accept(new Probed(container.spec().getName(), container.run(), kind, failure));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    void probed(Probed probed) {
        LiveContainer container = live.get(probed.container());
        if (container == null
                || container.run() != probed.run()
                || container.killAt().isPresent()) {
            return;
        }
        Instant now = parts.clock().instant();
        boolean starting = !container.started() || !container.ready();
        boolean kill = container.observe(probed.kind(), probed.failure().isEmpty(), now);
        if (probed.failure().isPresent() && (!starting || kill)) {
            // while it starts a kubelet says so every period; here it would be every blink
            events.unhealthy(probed.container(), probed.kind(), probed.failure().get());
        }
        if (kill) {
            events.failedProbe(probed.container(), probed.kind());
            container.stop(grace(), now);
        }
    }

    /** Asks everything that runs to end within {@code grace}. */
    void stop(Duration grace) {
        Instant now = parts.clock().instant();
        for (LiveContainer container : live.values()) {
            if (container.killAt().isEmpty()) {
                events.stopping(container.spec().getName());
            }
            container.stop(grace, now);
        }
    }

    /** Gives up on what did not end although it was killed: it counts as killed, and its end is no longer awaited. */
    void abandonOverdue(ContainerSetup setup) {
        Instant now = parts.clock().instant();
        List<LiveContainer> overdue = live.values().stream()
                .filter(container ->
                        container.killAt().filter(at -> at.isBefore(now)).isPresent())
                .toList();
        for (LiveContainer container : overdue) {
            container.stop(Duration.ZERO, Instant.MIN);
            if (container.killAt().orElse(now).plus(AFTER_KILL).isBefore(now)) {
                exited(new Exited(container.spec().getName(), container.run(), 137), setup);
            }
        }
    }

    /** When probes or deadlines want to be looked at again. */
    Stream<Instant> wakes() {
        return live.values().stream()
                .flatMap(container -> Stream.concat(
                        container.wake().stream(), container.killAt().map(at -> at.plusMillis(50)).stream()));
    }

    Duration grace() {
        return Duration.ofSeconds(Objects.requireNonNullElse(pod.getSpec().getTerminationGracePeriodSeconds(), 30L));
    }

    private List<Container> init() {
        return Objects.requireNonNullElse(pod.getSpec().getInitContainers(), List.of());
    }

    private Container spec(String name) {
        List<Container> all = new ArrayList<>(init());
        all.addAll(pod.getSpec().getContainers());
        return all.stream()
                .filter(container -> container.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private ContainerState state(String name) {
        return Objects.requireNonNull(states.get(name));
    }
}
