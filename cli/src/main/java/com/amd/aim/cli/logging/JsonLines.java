package com.amd.aim.cli.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * One JSON object a line with the field names of the Elastic Common Schema, all flat ({@code "log.level"}), so that a query
 * needs no path into arrays. Diagnostic context and key-value pairs become fields of their own; where a name is taken by a
 * field of the schema, the schema's stays.
 */
final class JsonLines extends EncoderBase<ILoggingEvent> {
    private static final JsonFactory JSON = new JsonFactory();
    private static final byte[] NOTHING = {};

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
        StringWriter line = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            for (Map.Entry<String, Object> field : fields(event).entrySet()) {
                write(json, field.getKey(), field.getValue());
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> fields(ILoggingEvent event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("@timestamp", DateTimeFormatter.ISO_INSTANT.format(event.getInstant()));
        fields.put("log.level", event.getLevel().toString());
        fields.put("message", event.getFormattedMessage());
        fields.put("service.name", "aim-engine");
        fields.put("log.logger", event.getLoggerName());
        fields.put("process.thread.name", event.getThreadName());
        fields.put("ecs.version", "1.12.0");
        new TreeMap<>(event.getMDCPropertyMap()).forEach(fields::putIfAbsent);
        if (event.getKeyValuePairs() != null) {
            event.getKeyValuePairs().forEach(pair -> fields.putIfAbsent(pair.key, pair.value));
        }
        IThrowableProxy error = event.getThrowableProxy();
        if (error != null) {
            fields.put("error.type", error.getClassName());
            fields.put("error.message", String.valueOf(error.getMessage()));
            fields.put("error.stack_trace", ThrowableProxyUtil.asString(error));
        }
        return fields;
    }

    private static void write(JsonGenerator json, String name, Object value) throws IOException {
        switch (value) {
            case null -> json.writeNullField(name);
            case Boolean flag -> json.writeBooleanField(name, flag);
            case Integer number -> json.writeNumberField(name, number);
            case Long number -> json.writeNumberField(name, number);
            case Double number -> json.writeNumberField(name, number);
            default -> json.writeStringField(name, Redaction.of(value.toString()));
        }
    }
}
