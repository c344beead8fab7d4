package com.amd.aim.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process has used so far, as Linux accounts for it.
 *
 * @param cpuSeconds user and system time of all its threads
 * @param rssMb memory that is resident now
 * @param peakRssMb the most that ever was
 */
record Usage(double cpuSeconds, long rssMb, long peakRssMb) {
    /** {@code sysconf(_SC_CLK_TCK)}, which Linux shows to programs as 100 on every machine. */
    private static final double TICKS = 100;

    private static final int UTIME = 11;
    private static final int STIME = 12;

    static Usage of(long pid) {
        String stat = read(pid, "stat");
        // the name, in parentheses, may hold blanks
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        String status = read(pid, "status");
        return new Usage(
                (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME])) / TICKS,
                megabytes(status, "VmRSS:"),
                megabytes(status, "VmHWM:"));
    }

    private static long megabytes(String status, String name) {
        return status.lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
