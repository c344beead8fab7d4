package com.amd.aim.cli.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.io.FilterOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.ZoneId;
import org.slf4j.LoggerFactory;

/** Sets up where log lines go; a command does so once, before it starts anything that logs. */
public final class Logs {
    private Logs() {}

    /** One JSON object a line, for a log collector. */
    public static void asJson(PrintStream to, boolean debug) {
        install(to, new JsonLines(), debug ? Level.DEBUG : Level.INFO);
    }

    /** One plain line each; without {@code debug} only what a user should worry about. */
    public static void forPeople(PrintStream to, boolean debug) {
        install(to, new PlainLines(ZoneId.systemDefault(), debug), debug ? Level.DEBUG : Level.WARN);
    }

    private static void install(PrintStream to, Encoder<ILoggingEvent> encoder, Level level) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        encoder.setContext(context);
        encoder.start();
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(kept(to));
        appender.start();
        var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(level);
        root.addAppender(appender);
        // At DEBUG these print every request and frame, and with them tokens.
        context.getLogger("io.fabric8.kubernetes.client").setLevel(Level.WARN);
        context.getLogger("jdk.httpclient").setLevel(Level.WARN);
        // it takes every v1alpha1 for a mistake
        context.getLogger("io.fabric8.kubernetes.client.dsl.internal.VersionUsageUtils")
                .setLevel(Level.ERROR);
    }

    /** The stream is the command's: an appender that ends would close it. */
    private static OutputStream kept(PrintStream stream) {
        return new FilterOutputStream(stream) {
            @Override
            public void write(byte[] bytes, int from, int count) {
                stream.write(bytes, from, count);
            }

            @Override
            public void close() {
                stream.flush();
            }
        };
    }
}
