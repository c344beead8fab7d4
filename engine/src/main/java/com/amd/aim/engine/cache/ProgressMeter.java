package com.amd.aim.engine.cache;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/** Counts what a download has brought; many threads add, any thread asks. */
final class ProgressMeter {
    private static final long WINDOW_SECONDS = 15;

    private final InstantSource clock;
    private final Deque<Second> lastSeconds = new ArrayDeque<>();
    private Instant begin;
    private long bytesTotal;
    private long bytesDone;
    private long fetchedBytes;
    private int files;
    private int filesDone;

    private static final class Second {
        private final long second;
        private long bytes;

        private Second(long second) {
            this.second = second;
        }
    }

    ProgressMeter(InstantSource clock) {
        this.clock = clock;
        this.begin = clock.instant();
    }

    /** From now on this is what is being downloaded. */
    synchronized void start(Plan plan) {
        begin = clock.instant();
        bytesTotal = plan.bytes();
        files = plan.files().size();
    }

    /** Bytes that an earlier run left on disk. */
    synchronized void found(long bytes) {
        bytesDone += bytes;
    }

    /** Bytes that came over the network. */
    synchronized void fetched(long bytes) {
        bytesDone += bytes;
        fetchedBytes += bytes;
        long now = clock.instant().getEpochSecond();
        if (lastSeconds.isEmpty() || lastSeconds.getLast().second != now) {
            lastSeconds.add(new Second(now));
        }
        lastSeconds.getLast().bytes += bytes;
        forget(now);
    }

    /** Bytes that turned out to be wrong. */
    synchronized void dropped(long bytes) {
        bytesDone -= bytes;
    }

    /** So many more files are checked. */
    synchronized void filesDone(int more) {
        filesDone += more;
    }

    /** What came over the network so far. */
    synchronized long fetchedBytes() {
        return fetchedBytes;
    }

    synchronized Progress progress() {
        Instant now = clock.instant();
        forget(now.getEpochSecond());
        long window = Math.clamp(now.getEpochSecond() - begin.getEpochSecond(), 1, WINDOW_SECONDS);
        long rate = lastSeconds.stream().mapToLong(second -> second.bytes).sum() / window;
        long missing = bytesTotal - bytesDone;
        OptionalLong eta = missing == 0
                ? OptionalLong.of(0)
                : rate == 0 ? OptionalLong.empty() : OptionalLong.of(Math.ceilDiv(missing, rate));
        return new Progress(bytesTotal, bytesDone, rate, eta, files, filesDone);
    }

    private void forget(long now) {
        while (!lastSeconds.isEmpty() && lastSeconds.getFirst().second <= now - WINDOW_SECONDS) {
            lastSeconds.removeFirst();
        }
    }
}
