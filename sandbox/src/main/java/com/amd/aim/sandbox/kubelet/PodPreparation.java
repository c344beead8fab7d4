package com.amd.aim.sandbox.kubelet;

import com.amd.aim.sandbox.client.Backoff;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Brings together what a pod needs before its first container can start; tells once what is missing. */
final class PodPreparation {

    private static final Backoff RETRIES = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(2));

    private final KubeletParts parts;
    private final PodEvents events;
    private final Path directory;
    private final InetAddress address;
    private final PodAddresses.Ports ports;
    private final String hostIp;
    private int failures;
    private String told = "";

    PodPreparation(
            KubeletParts parts,
            PodEvents events,
            Path directory,
            InetAddress address,
            PodAddresses.Ports ports,
            String hostIp) {
        this.parts = parts;
        this.events = events;
        this.directory = directory;
        this.address = address;
        this.ports = ports;
        this.hostIp = hostIp;
    }

    /** Everything a container needs; null while something is missing. */
    @Nullable ContainerSetup attempt(Pod pod) {
        try {
            refuse(pod);
            ApiSources sources = new ApiSources(parts.client());
            PodVolumes volumes = new PodVolumes(
                    sources::claim,
                    sources,
                    parts.attachments(),
                    parts.settings().claims(),
                    directory);
            Map<String, Path> mounted = volumes.mount(pod);
            Environment environment = new Environment(pod, address.getHostAddress(), hostIp, sources);
            return new ContainerSetup(pod, environment, directory, mounted, address, ports);
        } catch (PodVolumes.NotYet e) {
            postpone(e.reason(), Objects.requireNonNull(e.getMessage()));
        } catch (IOException e) {
            postpone("FailedMount", e.toString());
        }
        return null;
    }

    /** When to try again. */
    Instant retry() {
        return parts.clock().instant().plus(RETRIES.after(failures));
    }

    private static void refuse(Pod pod) throws PodVolumes.NotYet {
        for (Container init : Objects.requireNonNullElse(pod.getSpec().getInitContainers(), List.<Container>of())) {
            if ("Always".equals(init.getRestartPolicy())) {
                throw new PodVolumes.NotYet(
                        "NotSupported",
                        "init container \"" + init.getName()
                                + "\" has restartPolicy Always; a simulated node runs no sidecar containers");
            }
        }
    }

    private void postpone(String reason, String message) {
        failures++;
        if (!told.equals(message)) {
            told = message;
            events.postponed(reason, message);
        }
    }
}
