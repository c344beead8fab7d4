package com.amd.aim.engine.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * What a download asks of the machine besides network and files.
 *
 * @param clock for rates, durations and the age of files
 * @param pause waits between tries
 * @param disk how much room there is
 * @param log gets one line at each step that people want to see; never holds a credential
 */
public record DownloadPorts(InstantSource clock, Pause pause, DiskSpace disk, Consumer<String> log) {

    /** Waits, interruptibly. */
    @FunctionalInterface
    public interface Pause {
        /** Returns after this long. */
        void sleep(Duration duration) throws InterruptedException;
    }

    /** Knows file systems. */
    @FunctionalInterface
    public interface DiskSpace {
        /** Bytes that this process may still write to the file system of this directory. */
        long usable(Path directory) throws IOException;

        /** This machine's. */
        static DiskSpace real() {
            return directory -> Files.getFileStore(directory).getUsableSpace();
        }
    }

    /** The machine's own. */
    public static DownloadPorts real(Consumer<String> log) {
        return real(DiskSpace.real(), log);
    }

    /** The machine's own, but for its file systems. */
    public static DownloadPorts real(DiskSpace disk, Consumer<String> log) {
        return new DownloadPorts(InstantSource.system(), Thread::sleep, disk, log);
    }
}
