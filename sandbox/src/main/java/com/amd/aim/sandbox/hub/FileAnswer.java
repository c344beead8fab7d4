package com.amd.aim.sandbox.hub;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends a file or a part of it, with whatever fault is switched on. */
final class FileAnswer {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,12})-(\\d{0,12})");
    private static final int CHUNK = 16 << 10;
    private static final int TRICKLES = 20;

    private final HubFaults faults;
    private final HubTraffic traffic;

    FileAnswer(HubFaults faults, HubTraffic traffic) {
        this.faults = faults;
        this.traffic = traffic;
    }

    /** Answers 200, 206 or 416; the exchange is left open when its connection has to break. */
    void send(HttpExchange exchange, String id, TinyFile file) throws IOException {
        int size = file.content().length;
        Headers headers = exchange.getResponseHeaders();
        headers.set("ETag", "\"" + file.hash() + "\"");
        headers.set("Accept-Ranges", "bytes");
        headers.set("Content-Type", "application/octet-stream");
        Matcher range = RANGE.matcher(wantedRange(exchange, file));
        boolean part = range.matches();
        int from = part ? (int) Math.min(Integer.MAX_VALUE, Long.parseLong(range.group(1))) : 0;
        int to = part && !range.group(2).isEmpty() ? (int) Math.min(size, Long.parseLong(range.group(2)) + 1) : size;
        if (part && from >= to) {
            headers.set("Content-Range", "bytes */" + size);
            exchange.sendResponseHeaders(416, -1);
            exchange.close();
            return;
        }
        if (part) {
            headers.set("Content-Range", "bytes %d-%d/%d".formatted(from, to - 1, size));
        }
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", Integer.toString(to - from));
            exchange.sendResponseHeaders(part ? 206 : 200, -1);
        } else {
            exchange.sendResponseHeaders(part ? 206 : 200, to == from ? -1 : to - from);
            body(exchange.getResponseBody(), id, file, from, to);
        }
        exchange.close();
    }

    /** A condition that does not hold means: all of it. */
    private String wantedRange(HttpExchange exchange, TinyFile file) {
        String condition = exchange.getRequestHeaders().getFirst("If-Range");
        String range = exchange.getRequestHeaders().getFirst("Range");
        boolean holds = condition == null || condition.equals("\"" + file.hash() + "\"");
        return range == null || !holds || faults.ignoresRanges() ? "" : range;
    }

    private void body(OutputStream out, String id, TinyFile file, int from, int to) throws IOException {
        HubFaults.BodyFault fault = faults.body(file.path(), to - from);
        byte[] content = file.content();
        if (fault.corrupt()) {
            content = content.clone();
            content[from] ^= 1;
        }
        long begin = System.nanoTime();
        for (int sent = 0; sent < to - from; ) {
            int next = (int) Math.min(
                    Math.min(chunk(fault), to - from - sent), Math.min(fault.cutAfter(), fault.stallAfter()) - sent);
            if (next <= 0) {
                breakOff(out, fault, sent);
            }
            out.write(content, from + sent, next);
            traffic.sent(id, file.path(), next);
            sent += next;
            hold(fault, sent, begin);
        }
    }

    private void breakOff(OutputStream out, HubFaults.BodyFault fault, int sent) throws IOException {
        out.flush();
        if (sent < fault.cutAfter()) {
            try {
                faults.awaitClear(fault);
            } catch (InterruptedException _) {
                throw new InterruptedIOException();
            }
        }
        throw new IOException("the connection breaks, as it was told to");
    }

    /** A slow file trickles: a reader must not take it for one that has fallen silent. */
    private static int chunk(HubFaults.BodyFault fault) {
        return fault.bytesPerSecond() == 0 ? CHUNK : Math.clamp(fault.bytesPerSecond() / TRICKLES, 1, CHUNK);
    }

    private void hold(HubFaults.BodyFault fault, long sent, long begin) throws IOException {
        if (fault.bytesPerSecond() > 0) {
            Duration taken = Duration.ofSeconds(sent).dividedBy(fault.bytesPerSecond());
            try {
                faults.awaitTime(fault, begin + taken.toNanos());
            } catch (InterruptedException _) {
                throw new InterruptedIOException();
            }
        }
    }
}
