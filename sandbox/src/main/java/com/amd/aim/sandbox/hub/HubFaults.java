package com.amd.aim.sandbox.hub;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Switches for what goes wrong on real networks. They act on requests that come later; "times" counts down with each one it acts on. */
public final class HubFaults {
    private final Map<String, Integer> corrupt = new HashMap<>();
    private int period;
    private boolean down;
    private boolean allCorrupt;
    private boolean rangesIgnored;
    private long bytesPerSecond;
    private long pace;
    private long cutAfter;
    private int cuts;
    private int stalls;
    private int refusals;
    private Refusal refusal = new Refusal(503, null);

    /** An answer that refuses. */
    record Refusal(int status, @Nullable Duration retryAfter) {}

    /** What happens to one answer's body: after how many bytes it breaks or falls silent, how fast it is and whether it is right. */
    record BodyFault(int period, long cutAfter, long stallAfter, long bytesPerSecond, boolean corrupt) {}

    /** Connections are closed without an answer, until {@link #clear}. */
    public synchronized void down() {
        down = true;
    }

    /** Files are sent whole whatever part is asked for, as by some mirrors, until {@link #clear}. */
    public synchronized void ignoreRanges() {
        rangesIgnored = true;
    }

    /** Each file is sent at this rate whenever nothing goes wrong: slow enough to be watched. 0, as at first, is as fast as can be. */
    public synchronized void pace(long bytesPerSecondOfEachFile) {
        pace = bytesPerSecondOfEachFile;
    }

    /** Each file is sent at this rate, until {@link #clear}. */
    public synchronized void slow(long bytesPerSecondOfEachFile) {
        bytesPerSecond = bytesPerSecondOfEachFile;
    }

    /** A file is sent with one byte wrong. */
    public synchronized void corrupt(String path, int times) {
        corrupt.put(path, times);
    }

    /** Every file is sent with one byte wrong, until {@link #clear}. */
    public synchronized void corruptAll() {
        allCorrupt = true;
    }

    /** The connection breaks after so many bytes of a file; files that have no more are spared. */
    public synchronized void cut(long afterBytes, int times) {
        cutAfter = afterBytes;
        cuts = times;
    }

    /** A file falls silent half way, its connection stays open until {@link #clear} or the hub's end. */
    public synchronized void stall(int times) {
        stalls = times;
    }

    /** Requests are answered with this status. */
    public synchronized void refuse(int status, int times) {
        refusal = new Refusal(status, null);
        refusals = times;
    }

    /** Requests are answered with 429, and when to ask again. */
    public synchronized void limitRate(Duration retryAfter, int times) {
        refusal = new Refusal(429, retryAfter);
        refusals = times;
    }

    /** Nothing goes wrong any more. */
    public synchronized void clear() {
        corrupt.clear();
        down = false;
        allCorrupt = false;
        rangesIgnored = false;
        bytesPerSecond = 0;
        cuts = 0;
        stalls = 0;
        refusals = 0;
        period++;
        notifyAll();
    }

    synchronized boolean isDown() {
        return down;
    }

    synchronized boolean ignoresRanges() {
        return rangesIgnored;
    }

    synchronized Optional<Refusal> refusal() {
        if (refusals == 0) {
            return Optional.empty();
        }
        refusals--;
        return Optional.of(refusal);
    }

    /** The fault of an answer that would send so many bytes of a file. */
    synchronized BodyFault body(String path, long length) {
        boolean stalled = length > 1 && stalls > 0;
        boolean cut = length > cutAfter && cuts > 0;
        boolean named = length > 0 && corrupt.getOrDefault(path, 0) > 0;
        boolean wrong = named || (length > 0 && allCorrupt);
        stalls -= stalled ? 1 : 0;
        cuts -= cut ? 1 : 0;
        if (named) {
            corrupt.merge(path, -1, Integer::sum);
        }
        return new BodyFault(
                period,
                cut ? cutAfter : Long.MAX_VALUE,
                stalled ? length / 2 : Long.MAX_VALUE,
                bytesPerSecond == 0 ? pace : bytesPerSecond,
                wrong);
    }

    /** Returns at a time of {@link System#nanoTime}, or when {@link #clear} has been called since the fault was handed out. */
    synchronized void awaitTime(BodyFault fault, long due) throws InterruptedException {
        long left = due - System.nanoTime();
        while (left > 0 && period == fault.period()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = due - System.nanoTime();
        }
    }

    /** Returns when {@link #clear} has been called since the fault was handed out. */
    synchronized void awaitClear(BodyFault fault) throws InterruptedException {
        while (period == fault.period()) {
            wait();
        }
    }
}
