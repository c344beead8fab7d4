package com.amd.aim.sandbox.kubelet;

import com.amd.aim.sandbox.client.DirectoryTree;
import com.amd.aim.sandbox.client.Key;
import com.amd.aim.sandbox.kubelet.PodMessage.Exited;
import com.amd.aim.sandbox.kubelet.PodMessage.Gone;
import com.amd.aim.sandbox.kubelet.PodMessage.NodeLost;
import com.amd.aim.sandbox.kubelet.PodMessage.Probed;
import com.amd.aim.sandbox.kubelet.PodMessage.Seen;
import com.amd.aim.sandbox.kubelet.PodMessage.Stopped;
import com.amd.aim.sandbox.kubelet.PodView.Verdict;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after one pod from the moment it is bound to its node until it is gone: one thread that takes messages, decides
 * with {@link PodPlan}, acts through {@link PodContainers} and tells the API through {@link PodReporter}.
 */
final class PodWorker {

    private static final Logger LOG = LoggerFactory.getLogger(PodWorker.class);

    private final KubeletParts parts;
    private final String hostIp;
    private final InetAddress address;
    private final PodAddresses.Ports ports;
    private final PodReporter reporter;
    private final PodEvents events;
    private final PodConditions conditions;
    private final PodPreparation preparation;
    private final PodContainers containers;
    private final Path directory;
    private final Instant startTime;
    private final LinkedBlockingQueue<PodMessage> inbox = new LinkedBlockingQueue<>();
    private final Thread thread;
    private final List<Instant> wakes = new ArrayList<>();

    private Pod pod;
    private @Nullable ContainerSetup setup;
    private Optional<Verdict> verdict = Optional.empty();
    private Map<String, Duration> resting = Map.of();
    private boolean gone;
    private boolean silent;
    private boolean stopped;
    private boolean deleted;

    PodWorker(KubeletParts parts, Pod pod, String hostIp) {
        this.parts = parts;
        this.pod = pod;
        this.hostIp = hostIp;
        this.address = parts.addresses().acquire();
        this.ports = new PodAddresses.Ports(parts.addresses().own());
        this.reporter = new PodReporter(parts.client(), pod);
        this.events = new PodEvents(parts.events(), pod);
        this.conditions = new PodConditions(parts.clock());
        this.containers = new PodContainers(parts, pod, inbox::add, address, ports);
        this.directory = parts.settings().state().resolve(pod.getMetadata().getUid());
        this.preparation = new PodPreparation(parts, events, directory, address, ports, hostIp);
        this.startTime = PodRecovery.startTime(pod).orElseGet(parts.clock()::instant);
        this.thread = Thread.ofVirtual().name("pod-" + Key.of(pod)).unstarted(this::run);
    }

    /** Begins, unless it has begun. */
    synchronized void start() {
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
    }

    void tell(PodMessage message) {
        inbox.add(message);
    }

    /** Ends everything at once and waits for it; the pod's files stay. */
    void close() throws InterruptedException {
        end(new Stopped());
    }

    /** Ends everything at once and waits for it; nobody is told, and the pod's files go. */
    void lose() throws InterruptedException {
        end(new NodeLost());
    }

    private void end(PodMessage how) throws InterruptedException {
        tell(how);
        thread.join(Duration.ofSeconds(10));
    }

    String node() {
        return pod.getSpec().getNodeName();
    }

    private void run() {
        try {
            while (!over()) {
                wakes.clear();
                attempt();
                await();
            }
        } catch (InterruptedException _) {
            containers.stop(Duration.ZERO);
        } finally {
            parts.attachments().detach(pod.getMetadata().getUid());
            parts.addresses().release(address);
            parts.logs().forget(pod.getMetadata().getUid());
            if (!stopped) {
                clean();
            }
        }
    }

    private void clean() {
        try {
            DirectoryTree.delete(directory);
        } catch (IOException e) {
            LOG.debug("{} stays until its state directory goes", directory, e);
        }
    }

    private boolean over() {
        return gone && !containers.anyRuns();
    }

    private void await() throws InterruptedException {
        if (over()) {
            return;
        }
        Instant now = parts.clock().instant();
        long wait = wakes.stream()
                .mapToLong(wake -> Math.max(1, Duration.between(now, wake).toMillis()))
                .min()
                .orElse(TimeUnit.HOURS.toMillis(1));
        for (PodMessage message = inbox.poll(wait, TimeUnit.MILLISECONDS); message != null; message = inbox.poll()) {
            take(message);
        }
    }

    private void take(PodMessage message) {
        switch (message) {
            case Seen seen -> pod = seen.pod();
            case Gone _ -> gone = true;
            case NodeLost _ -> {
                gone = true;
                silent = true;
            }
            case Stopped _ -> {
                gone = true;
                silent = true;
                stopped = true;
            }
            case Exited exited -> containers.exited(exited, Objects.requireNonNull(setup));
            case Probed probed -> containers.probed(probed);
        }
    }

    private void attempt() {
        try {
            advance();
            if (!gone) {
                gone = !report() || gone;
            }
        } catch (KubernetesClientException e) {
            LOG.debug("{}: will be told again", Key.of(pod), e);
            wakes.add(parts.clock().instant().plus(parts.settings().retry()));
        } catch (RuntimeException e) { // a mistake of ours; the pod is not left alone for it
            LOG.atError().setCause(e).log("{} could not be looked after", Key.of(pod));
            wakes.add(parts.clock().instant().plus(parts.settings().retry()));
        }
    }

    private void advance() {
        if (setup != null) {
            containers.abandonOverdue(setup);
        }
        judge();
        if (gone) {
            containers.stop(silent ? Duration.ZERO : containers.grace());
        } else if (ending()) {
            containers.stop(grace());
        } else if (setup == null) {
            setup = preparation.attempt(pod);
            if (setup == null) {
                wakes.add(preparation.retry());
            }
        }
        if (setup != null && !gone && !ending()) {
            PodPlan plan = PodPlan.of(containers.situation());
            for (String name : plan.start()) {
                containers.start(name, setup);
            }
            PodPlan next = PodPlan.of(containers.situation());
            next.resting().keySet().stream()
                    .filter(name -> !resting.containsKey(name))
                    .forEach(events::backOff);
            resting = next.resting();
            next.wake().ifPresent(wakes::add);
            if (!next.start().isEmpty()) {
                wakes.add(parts.clock().instant()); // its time came while others were started
            }
            containers.probe();
        }
        containers.wakes().forEach(wakes::add);
    }

    /** The kubelet's own reasons to end a pod. */
    private void judge() {
        Long seconds = pod.getSpec().getActiveDeadlineSeconds();
        if (seconds == null || verdict.isPresent() || view().finished()) {
            return;
        }
        Instant end = startTime.plusSeconds(seconds);
        if (parts.clock().instant().isBefore(end)) {
            wakes.add(end);
        } else {
            verdict = Optional.of(
                    new Verdict("DeadlineExceeded", "Pod was active on the node longer than the specified deadline"));
        }
    }

    private boolean ending() {
        return pod.getMetadata().getDeletionTimestamp() != null || verdict.isPresent();
    }

    private Duration grace() {
        Long seconds = pod.getMetadata().getDeletionGracePeriodSeconds();
        return seconds == null ? containers.grace() : Duration.ofSeconds(seconds);
    }

    private PodView view() {
        return new PodView(
                containers.situation(), resting, ending(), verdict, startTime, address.getHostAddress(), hostIp);
    }

    /** False when the pod is gone. */
    private boolean report() {
        PodView view = view();
        if (view.nothingRuns() && (view.finished() || ending())) {
            parts.attachments().detach(pod.getMetadata().getUid());
        }
        if (!reporter.report(PodStatusText.of(pod, view, conditions), ports.map())) {
            return false;
        }
        if (pod.getMetadata().getDeletionTimestamp() != null && view.nothingRuns() && !deleted) {
            deleted = true;
            reporter.delete();
        }
        return true;
    }
}
