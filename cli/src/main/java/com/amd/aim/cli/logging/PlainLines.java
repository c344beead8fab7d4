package com.amd.aim.cli.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** One line for people: time, level, the part that speaks, what it says and the values that belong to it. */
final class PlainLines extends EncoderBase<ILoggingEvent> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final byte[] NOTHING = {};
    /** Some messages of clients and servers hold whole objects. */
    private static final int LONGEST = 500;

    private final ZoneId zone;
    private final boolean stackTraces;

    PlainLines(ZoneId zone, boolean stackTraces) {
        this.zone = zone;
        this.stackTraces = stackTraces;
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        StringBuilder line = new StringBuilder()
                .append(TIME.format(event.getInstant().atZone(zone)))
                .append(' ')
                .append(String.format(Locale.ROOT, "%-5s", event.getLevel()))
                .append(' ')
                .append(lastPart(event.getLoggerName()))
                .append(": ")
                .append(event.getFormattedMessage());
        if (event.getKeyValuePairs() != null) {
            event.getKeyValuePairs().forEach(pair -> line.append(' ').append(pair));
        }
        if (event.getThrowableProxy() != null) {
            line.append(stackTraces ? "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy()) : cause(event));
        }
        if (!stackTraces && line.length() > LONGEST) {
            line.replace(LONGEST, line.length(), "…");
        }
        return Redaction.of(line.append('\n').toString()).getBytes(StandardCharsets.UTF_8);
    }

    private static String cause(ILoggingEvent event) {
        return " (" + lastPart(event.getThrowableProxy().getClassName()) + ": "
                + event.getThrowableProxy().getMessage() + ")";
    }

    private static String lastPart(String dotted) {
        return dotted.substring(dotted.lastIndexOf('.') + 1);
    }
}
