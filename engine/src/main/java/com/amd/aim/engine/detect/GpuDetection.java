package com.amd.aim.engine.detect;

import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.hardware.GpuCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asks one source after the other which GPUs there are. The first one that can name the kind of every GPU decides; failing that, the
 * first that sees any.
 */
public final class GpuDetection {
    static final String DEVICE = "/dev/kfd";
    static final String RENDER_DEVICES = "/dev/dri";
    private static final List<Detector> SOURCES = List.of(new AmdSmi(), new RocmSmi(), new Kfd());
    private static final List<String> GROUPS = List.of("render", "video");

    private final GpuCatalog gpus;

    public GpuDetection(GpuCatalog gpus) {
        this.gpus = gpus;
    }

    /** Looks. Tools are run, within bounds; nothing is changed. */
    public Detection detect(Host host) {
        List<String> notes = new ArrayList<>();
        Optional<Told> best = Optional.empty();
        for (Detector source : SOURCES) {
            switch (source.look(host)) {
                case Detector.Answer.None(String why) -> notes.add(why);
                case Detector.Answer.Gpus(List<GpuReading> readings) -> {
                    Told told = new Told(source.source(), named(readings));
                    if (told.isComplete()) {
                        return judge(host, told, notes);
                    }
                    notes.add(told.unknown());
                    best = best.or(() -> Optional.of(told));
                }
            }
        }
        return best.map(told -> judge(host, told, notes)).orElseGet(() -> none(host, notes));
    }

    private record Told(GpuSource source, List<DetectedGpu> gpus) {
        boolean isComplete() {
            return gpus.stream().allMatch(gpu -> gpu.kind().isPresent());
        }

        String unknown() {
            return "%s tells of GPUs that the catalogue does not know: %s."
                    .formatted(
                            source.text(),
                            String.join(
                                    ", ",
                                    gpus.stream()
                                            .filter(gpu -> gpu.kind().isEmpty())
                                            .map(DetectedGpu::name)
                                            .distinct()
                                            .toList()));
        }
    }

    private List<DetectedGpu> named(List<GpuReading> readings) {
        return readings.stream().map(reading -> DetectedGpu.of(reading, gpus)).toList();
    }

    private static Detection judge(Host host, Told told, List<String> notes) {
        return barred(host, notes).orElseGet(() -> {
            VisibleDevices visible = VisibleDevices.of(host.environment(), told.gpus());
            return new Detection.Found(
                    told.source(),
                    told.gpus(),
                    visible.gpus(),
                    visible.by(),
                    Stream.concat(notes.stream(), visible.notes().stream()).toList());
        });
    }

    private Detection none(Host host, List<String> silent) {
        List<String> notes = Stream.concat(silent.stream(), VisibleDevices.hint(host.environment()).stream())
                .toList();
        PciGpus bus = PciGpus.of(host.files());
        if (bus.told() && bus.amd().isEmpty()) {
            return new Detection.NoGpu(host.kind(), bus.nvidia(), notes);
        }
        if (!hasDriver(host)) {
            List<String> names = bus.amd().stream()
                    .map(id -> gpus.byName(id).map(Gpu::name).orElse("AMD GPU " + id))
                    .toList();
            return new Detection.NoDriver(host.kind(), names, notes);
        }
        return barred(host, notes).orElseGet(() -> new Detection.NoGpu(host.kind(), bus.nvidia(), notes));
    }

    private static boolean hasDriver(Host host) {
        return host.files().access(Kfd.DIRECTORY) != Access.MISSING
                || host.files().access("/sys/module/amdgpu") != Access.MISSING;
    }

    /** One render device that is open is enough: a user may well have been given one GPU of several. */
    private static Optional<Detection> barred(Host host, List<String> notes) {
        HostFiles files = host.files();
        List<String> renders = files.names(RENDER_DEVICES).stream()
                .filter(name -> name.startsWith("renderD"))
                .map(name -> RENDER_DEVICES + "/" + name)
                .toList();
        List<String> missing = new ArrayList<>();
        List<String> denied = new ArrayList<>();
        switch (files.access(DEVICE)) {
            case MISSING -> missing.add(DEVICE);
            case DENIED -> denied.add(DEVICE);
            case OPEN -> {}
        }
        if (renders.isEmpty()) {
            missing.add(RENDER_DEVICES + "/renderD*");
        } else if (renders.stream().allMatch(render -> files.access(render) == Access.DENIED)) {
            denied.add(renders.getFirst());
        }
        if (!missing.isEmpty()) {
            return Optional.of(new Detection.NoDevices(host.kind(), missing, notes));
        }
        return denied.isEmpty()
                ? Optional.empty()
                : Optional.of(new Detection.NoPermission(host.kind(), denied, groups(files, denied), notes));
    }

    /** As the files say; where that is root alone, the groups that ROCm's packages are made for. */
    private static List<String> groups(HostFiles files, List<String> denied) {
        List<String> groups = denied.stream()
                .flatMap(file -> files.group(file).stream())
                .filter(group -> !group.equals("root"))
                .distinct()
                .sorted()
                .toList();
        return groups.isEmpty() ? GROUPS : groups;
    }
}
