package com.amd.aim.engine.detect;

import com.amd.aim.engine.hardware.Gpu;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which GPUs a host or a container has, or why it has none that can be used. */
public sealed interface Detection {
    /** One sentence for people. */
    String message();

    /** The command that helps; empty where none does. */
    Optional<String> remedy();

    /** What else was learnt: sources that could not tell, and why. */
    List<String> notes();

    /**
     * There are GPUs, and this user may use them.
     *
     * @param source what told
     * @param gpus all of them, by index
     * @param usable those that the environment leaves visible, in its order
     * @param restrictedBy the variables that hide the others, {@code HIP_VISIBLE_DEVICES=0}; none when nothing is hidden
     */
    record Found(
            GpuSource source,
            List<DetectedGpu> gpus,
            List<DetectedGpu> usable,
            List<String> restrictedBy,
            List<String> notes)
            implements Detection {
        /** Copies. */
        public Found {
            gpus = List.copyOf(gpus);
            usable = List.copyOf(usable);
            restrictedBy = List.copyOf(restrictedBy);
            notes = List.copyOf(notes);
        }

        /** How many there are of each kind that can be used, by name. */
        public SortedMap<String, Integer> kinds() {
            return counts(usable.stream().map(DetectedGpu::name).toList());
        }

        @Override
        public String message() {
            String all = words(gpus.stream().map(DetectedGpu::name).toList()) + details();
            return restrictedBy.isEmpty()
                    ? "%s, told by %s.".formatted(all, source.text())
                    : "%s, told by %s; %s leaves %d of them."
                            .formatted(all, source.text(), String.join(" and ", restrictedBy), usable.size());
        }

        private String details() {
            String told = Stream.concat(
                            gpus.stream()
                                    .flatMap(gpu -> gpu.kind().stream())
                                    .distinct()
                                    .map(Gpu::summary),
                            gpus.stream()
                                    .flatMap(gpu -> gpu.reading().partition().stream())
                                    .distinct())
                    .collect(Collectors.joining(", "));
            return told.isEmpty() ? "" : " (" + told + ")";
        }

        @Override
        public Optional<String> remedy() {
            return Optional.empty();
        }
    }

    /**
     * There is none.
     *
     * @param kind host or container
     * @param others how many there are of another maker
     */
    record NoGpu(String kind, int others, List<String> notes) implements Detection {
        /** Copies. */
        public NoGpu {
            notes = List.copyOf(notes);
        }

        @Override
        public String message() {
            return "This %s has no AMD GPU%s."
                    .formatted(kind, others == 0 ? "" : "; it has " + others + " of NVIDIA, which are not served");
        }

        @Override
        public Optional<String> remedy() {
            return Optional.of("lspci -d 1002:");
        }
    }

    /**
     * The driver is missing, so GPUs cannot be used.
     *
     * @param kind host or container
     * @param onBus the GPUs that are on the PCI bus all the same, by name; none where the bus tells nothing
     */
    record NoDriver(String kind, List<String> onBus, List<String> notes) implements Detection {
        /** Copies. */
        public NoDriver {
            onBus = List.copyOf(onBus);
            notes = List.copyOf(notes);
        }

        @Override
        public String message() {
            String machine = kind.equals(Host.MACHINE) ? "this host" : "the host of this container";
            return "The amdgpu driver is not loaded on %s%s."
                    .formatted(machine, onBus.isEmpty() ? "" : ", which has " + words(onBus));
        }

        @Override
        public Optional<String> remedy() {
            return Optional.of("sudo modprobe amdgpu");
        }
    }

    /**
     * The driver runs, and its devices are not here: what a container is not given.
     *
     * @param missing the files
     */
    record NoDevices(String kind, List<String> missing, List<String> notes) implements Detection {
        /** Copies. */
        public NoDevices {
            missing = List.copyOf(missing);
            notes = List.copyOf(notes);
        }

        @Override
        public String message() {
            return "The amdgpu driver is loaded, but this %s has no %s."
                    .formatted(kind, String.join(" and no ", missing));
        }

        @Override
        public Optional<String> remedy() {
            return Optional.of(
                    kind.equals(Host.MACHINE)
                            ? "sudo dmesg | grep -iE 'amdgpu|kfd'"
                            : "docker run --device /dev/kfd --device /dev/dri --group-add video --group-add render …");
        }
    }

    /**
     * This user may not open the devices.
     *
     * @param denied the files
     * @param groups who may
     */
    record NoPermission(String kind, List<String> denied, List<String> groups, List<String> notes)
            implements Detection {
        /** Copies. */
        public NoPermission {
            denied = List.copyOf(denied);
            groups = List.copyOf(groups);
            notes = List.copyOf(notes);
        }

        @Override
        public String message() {
            return "This user may not open %s; the groups %s may."
                    .formatted(String.join(" and ", denied), String.join(" and ", groups));
        }

        @Override
        public Optional<String> remedy() {
            return Optional.of(
                    kind.equals(Host.MACHINE)
                            ? "sudo usermod -aG %s \"$USER\"   # then sign in again".formatted(String.join(",", groups))
                            : "docker run %s …"
                                    .formatted(groups.stream()
                                            .map(group -> "--group-add " + group)
                                            .collect(Collectors.joining(" "))));
        }
    }

    private static SortedMap<String, Integer> counts(List<String> names) {
        TreeMap<String, Integer> counts = new TreeMap<>();
        names.forEach(name -> counts.merge(name, 1, Integer::sum));
        return counts;
    }

    private static String words(List<String> names) {
        return counts(names).entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(" and "));
    }
}
