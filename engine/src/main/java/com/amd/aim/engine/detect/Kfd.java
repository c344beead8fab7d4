package com.amd.aim.engine.detect;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads the topology that the driver's compute part (KFD) publishes. A container sees that of its whole machine; of that, it has the GPUs
 * whose render device it was given.
 */
final class Kfd implements Detector {
    static final String DIRECTORY = "/sys/class/kfd/kfd";
    private static final String NODES = DIRECTORY + "/topology/nodes";
    private static final String DRM = "/sys/class/drm/";

    @Override
    public GpuSource source() {
        return GpuSource.KFD;
    }

    @Override
    public Answer look(Host host) {
        HostFiles files = host.files();
        List<KfdNode> all = files.names(NODES).stream()
                .flatMap(name -> KfdNode.read(files, NODES + "/" + name).stream())
                .filter(KfdNode::isGpu)
                .toList();
        if (all.isEmpty()) {
            return new Answer.None(
                    files.names(NODES).isEmpty()
                            ? "There is no " + NODES + "."
                            : NODES + " has no GPU that may be read.");
        }
        List<KfdNode> given = all.stream().filter(node -> isGiven(files, node)).toList();
        List<KfdNode> own = given.isEmpty() ? all : given;
        Map<String, String> modes = modes(files, all);
        return new Answer.Gpus(IntStream.range(0, own.size())
                .mapToObj(index -> own.get(index)
                        .reading(
                                index,
                                Optional.ofNullable(modes.get(own.get(index).place()))))
                .toList());
    }

    private static boolean isGiven(HostFiles files, KfdNode node) {
        return node.renderMinor() == 0 || files.access("/dev/dri/" + node.renderDevice()) != Access.MISSING;
    }

    /** The first partition's device alone has the files. */
    private static Map<String, String> modes(HostFiles files, List<KfdNode> nodes) {
        Map<String, String> modes = new HashMap<>();
        for (KfdNode node : nodes) {
            String device = DRM + node.renderDevice() + "/device/";
            GpuReading.partition(
                            files.text(device + "current_compute_partition").map(String::strip),
                            files.text(device + "current_memory_partition").map(String::strip))
                    .ifPresent(mode -> modes.putIfAbsent(node.place(), mode));
        }
        return modes;
    }
}
