package com.amd.aim.sandbox.kubelet;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/** What one run of a container wrote: its last lines, each with the time it was written. */
final class ContainerLog {

    private static final int KEPT = 10_000;
    private static final int LONGEST_LINE = 16_384;

    /** One line, without its line break. */
    record Line(long number, Instant written, String text) {}

    private final InstantSource clock;
    private final Deque<Line> lines = new ArrayDeque<>();
    private final PrintStream stream = new PrintStream(new Splitter(), true, StandardCharsets.UTF_8);
    private long count;
    private boolean ended;

    ContainerLog(InstantSource clock) {
        this.clock = clock;
    }

    /** Where the container writes. */
    PrintStream stream() {
        return stream;
    }

    /** Nothing more will be written; readers that wait for more are told so. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Lines after the one with this number; 0 for all that are kept. */
    synchronized List<Line> after(long number) {
        return lines.stream().filter(line -> line.number > number).toList();
    }

    /** Waits for lines after the one with this number; none are left when the container has ended. */
    synchronized List<Line> awaitAfter(long number) throws InterruptedException {
        while (count <= number && !ended) {
            wait();
        }
        return after(number);
    }

    /** The end of the log as a termination message shows it: at most 80 lines and 2048 characters. */
    synchronized String tail() {
        String text = lines.stream()
                .skip(Math.max(0, lines.size() - 80))
                .map(line -> line.text + "\n")
                .collect(Collectors.joining());
        return text.substring(Math.max(0, text.length() - 2048));
    }

    private synchronized void add(String text) {
        lines.addLast(new Line(++count, clock.instant(), text));
        if (lines.size() > KEPT) {
            lines.removeFirst();
        }
        notifyAll();
    }

    /** Cuts bytes into lines; a line that is too long is cut, as container runtimes do. */
    private final class Splitter extends OutputStream {

        private byte[] buffer = new byte[256];
        private int length;

        @Override
        public synchronized void write(int b) {
            if (b == '\n') {
                emit();
                return;
            }
            if (length == buffer.length) {
                buffer = Arrays.copyOf(buffer, length * 2);
            }
            buffer[length++] = (byte) b;
            if (length == LONGEST_LINE) {
                emit();
            }
        }

        @Override
        public synchronized void close() {
            if (length > 0) {
                emit();
            }
        }

        private void emit() {
            String text = new String(buffer, 0, length, StandardCharsets.UTF_8);
            length = 0;
            add(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
        }
    }
}
