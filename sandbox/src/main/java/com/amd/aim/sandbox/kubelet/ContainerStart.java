package com.amd.aim.sandbox.kubelet;

import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * All that a container is started with.
 *
 * @param namespace of the pod
 * @param pod its name
 * @param container the container's name
 * @param image as the pod names it; nothing is ever pulled
 * @param command {@code command} followed by {@code args}, references to variables expanded; empty where the pod
 *     leaves both to the image
 * @param env the container's environment and nothing of this process's: values of Secrets, ConfigMaps and pod fields
 *     resolved
 * @param mounts every volume mount, and the file of the termination message
 * @param root a directory of this container alone that stands for {@code /}, fresh on every start
 * @param podIp the address on which the container's servers listen
 * @param ports the port to listen on in place of a container port: the same one, but where this system gives pods no
 *     address of their own
 * @param terminationMessagePath in the container, {@code /dev/termination-log} unless the pod says otherwise; covered
 *     by {@code mounts}
 * @param gpus how many GPUs, or parts of them, the container holds
 * @param log what the container writes, line by line; not closed by the runner
 */
public record ContainerStart(
        String namespace,
        String pod,
        String container,
        String image,
        List<String> command,
        Map<String, String> env,
        List<Mount> mounts,
        Path root,
        InetAddress podIp,
        IntUnaryOperator ports,
        String terminationMessagePath,
        int gpus,
        PrintStream log) {

    public ContainerStart {
        command = List.copyOf(command);
        env = Map.copyOf(env);
        mounts = List.copyOf(mounts);
    }

    /**
     * Where a path of the container is on this machine: under the mount that covers it most closely, else under
     * {@link #root()}. Relative paths count from {@code /}. A path that
     * leads out of the container by {@code ..} stays at its root, as it does in a container.
     */
    public Path hostPath(String containerPath) {
        Path path = Path.of("/").resolve(containerPath).normalize();
        return mounts.stream()
                .filter(mount -> path.startsWith(mount.containerPath()))
                .max(Comparator.comparingInt(mount -> mount.containerPath().length()))
                .map(mount -> under(mount.hostPath(), Path.of(mount.containerPath()), path))
                .orElseGet(() -> under(root, Path.of("/"), path));
    }

    private static Path under(Path host, Path base, Path path) {
        String rest = base.relativize(path).toString();
        return rest.isEmpty() ? host : host.resolve(rest);
    }
}
