package com.amd.aim.cli.doctor;

import com.amd.aim.engine.detect.Detection;
import com.amd.aim.engine.detect.Host;
import com.amd.aim.engine.detect.HostFiles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether {@code /dev/shm} has room for the workers of one engine on several GPUs, which talk through it. */
final class SharedMemoryCheck implements HostCheck {
    private static final String SUBJECT = "Memory";
    private static final long GIB = 1L << 30;
    private static final long NEEDED = 8 * GIB;
    private static final Pattern MOUNT = Pattern.compile("^\\S+ /dev/shm tmpfs (\\S+)", Pattern.MULTILINE);
    private static final Pattern SIZE = Pattern.compile("(?:^|,)size=(\\d{1,15})([kmg%]?)");
    private static final Pattern MEMORY = Pattern.compile("MemTotal:\\s+(\\d{1,15}) kB");
    private static final Map<String, Long> UNITS = Map.of("k", 1L << 10, "m", 1L << 20, "g", GIB);

    @Override
    public List<Finding> of(Host host, Detection gpus) {
        if (!(gpus instanceof Detection.Found found) || found.usable().size() < 2) {
            return List.of();
        }
        OptionalLong size = size(host.files());
        if (size.isEmpty()) {
            return List.of();
        }
        String said = "/dev/shm has %.1f GiB".formatted(size.getAsLong() / (double) GIB);
        return List.of(
                size.getAsLong() >= NEEDED
                        ? Finding.ok(SUBJECT, said + ".")
                        : Finding.warning(
                                SUBJECT,
                                said + ", but an engine on several GPUs wants %d or more.".formatted(NEEDED / GIB),
                                host.isContainer()
                                        ? "docker run --shm-size 16G …"
                                        : "sudo mount --options remount,size=16G /dev/shm"));
    }

    /** Without an option it is half of the machine's memory. */
    private static OptionalLong size(HostFiles files) {
        Optional<MatchResult> mount = files.text("/proc/mounts").stream()
                .flatMap(mounts -> MOUNT.matcher(mounts).results())
                .reduce((_, last) -> last);
        if (mount.isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong memory = memory(files);
        Matcher size = SIZE.matcher(mount.get().group(1));
        if (!size.find()) {
            return share(memory, 50);
        }
        long number = Long.parseLong(size.group(1));
        return size.group(2).equals("%")
                ? share(memory, number)
                : OptionalLong.of(number * UNITS.getOrDefault(size.group(2), 1L));
    }

    private static OptionalLong memory(HostFiles files) {
        return files.text("/proc/meminfo").stream()
                .flatMap(text -> MEMORY.matcher(text).results())
                .mapToLong(total -> Long.parseLong(total.group(1)) << 10)
                .findFirst();
    }

    private static OptionalLong share(OptionalLong memory, long percent) {
        return memory.isPresent() ? OptionalLong.of(memory.getAsLong() / 100 * percent) : memory;
    }
}
