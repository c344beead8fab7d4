package com.amd.aim.sandbox.kubelet;

import com.amd.aim.sandbox.client.DirectoryTree;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes ready what one run of a container needs: its files, its environment, its command. */
final class ContainerSetup {

    private static final String MESSAGE = "/dev/termination-log";

    private final Pod pod;
    private final Environment environment;
    private final Path directory;
    private final Map<String, Path> volumes;
    private final InetAddress podIp;
    private final PodAddresses.Ports ports;

    /** {@code directory} is the pod's own, {@code volumes} are the directories of its volumes by name. */
    ContainerSetup(
            Pod pod,
            Environment environment,
            Path directory,
            Map<String, Path> volumes,
            InetAddress podIp,
            PodAddresses.Ports ports) {
        this.pod = pod;
        this.environment = environment;
        this.directory = directory;
        this.volumes = volumes;
        this.podIp = podIp;
        this.ports = ports;
    }

    ContainerStart of(Container container, int run, ContainerLog log) throws ContainerStartException, IOException {
        Map<String, String> env = environment.of(container);
        Path own = directory.resolve("containers").resolve(container.getName()).resolve(Integer.toString(run));
        DirectoryTree.delete(own); // of a run that a kubelet before this one did not live to report
        Path root = Files.createDirectories(own.resolve("root"));
        String messagePath = Objects.requireNonNullElse(container.getTerminationMessagePath(), MESSAGE);
        List<Mount> mounts = new ArrayList<>();
        for (VolumeMount mount : Objects.requireNonNullElse(container.getVolumeMounts(), List.<VolumeMount>of())) {
            mounts.add(mount(container, mount));
        }
        mounts.add(new Mount(messagePath, messageFile(container.getName(), run), false));
        List<String> command = new ArrayList<>(Expansion.expand(container.getCommand(), env));
        command.addAll(Expansion.expand(container.getArgs(), env));
        return new ContainerStart(
                pod.getMetadata().getNamespace(),
                pod.getMetadata().getName(),
                container.getName(),
                container.getImage(),
                command,
                env,
                mounts,
                root,
                podIp,
                ports::listen,
                messagePath,
                gpus(container),
                log.stream());
    }

    /** Where the container's termination message is written. */
    Path messageFile(String container, int run) {
        return directory
                .resolve("containers")
                .resolve(container)
                .resolve(Integer.toString(run))
                .resolve("termination-log");
    }

    private Mount mount(Container container, VolumeMount mount) throws ContainerStartException, IOException {
        Path volume = volumes.get(mount.getName());
        if (volume == null) {
            throw new ContainerStartException(
                    "CreateContainerConfigError",
                    "volumeMounts of container \"%s\" name a volume \"%s\" that the pod does not have"
                            .formatted(container.getName(), mount.getName()));
        }
        if (mount.getSubPathExpr() != null) {
            throw new ContainerStartException(
                    "CreateContainerConfigError", "subPathExpr is not resolved by a simulated node; use subPath");
        }
        Path host = mount.getSubPath() == null
                ? volume
                : volume.resolve(mount.getSubPath()).normalize();
        if (!host.startsWith(volume)) {
            throw new ContainerStartException(
                    "CreateContainerConfigError", "subPath \"" + mount.getSubPath() + "\" leads out of the volume");
        }
        if (!Files.exists(host)) {
            Files.createDirectories(host);
        }
        return new Mount(
                mount.getMountPath().replaceFirst("(?<=.)/+$", ""), host, Boolean.TRUE.equals(mount.getReadOnly()));
    }

    private static int gpus(Container container) {
        return container.getResources() == null || container.getResources().getLimits() == null
                ? 0
                : container.getResources().getLimits().entrySet().stream()
                        .filter(limit -> GpuResource.isOne(limit.getKey()))
                        .mapToInt(limit -> limit.getValue().getNumericalAmount().intValue())
                        .sum();
    }
}
