package com.amd.aim.sandbox.state;

import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.store.Journal.Contents;
import com.amd.aim.sandbox.api.store.Key;
import com.amd.aim.sandbox.api.store.Stored;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link JournalFile} wrote. A last line without an end was never answered for, and is passed over. */
final class JournalReader {

    private static final ObjectReader JSON =
            Json.MAPPER.readerFor(ObjectNode.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Path file;
    private final Map<Key, Stored> objects = new LinkedHashMap<>();
    private ObjectNode head = Json.object();
    private long version;
    private int line;

    /**
     * What a file has.
     *
     * @param head what its first line says beside format and version
     */
    record Read(ObjectNode head, Contents contents) {}

    private JournalReader(Path file) {
        this.file = file;
    }

    /** @throws StateUnusable when a line cannot be read, or the whole is of a format that is not known */
    static Read read(Path file) throws IOException {
        JournalReader reader = new JournalReader(file);
        reader.lines();
        return new Read(reader.head, new Contents(reader.version, List.copyOf(reader.objects.values())));
    }

    private void lines() throws IOException {
        boolean whole = endsWithLine();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            String next = lines.readLine();
            while (next != null) {
                String text = next;
                next = lines.readLine();
                if (next != null || whole) {
                    take(text);
                }
            }
        }
        if (line == 0) {
            throw damaged(file, 1, "it is not there", null);
        }
    }

    private boolean endsWithLine() throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            bytes.seek(Math.max(0, bytes.length() - 1));
            return bytes.read() == '\n';
        }
    }

    private void take(String text) throws StateUnusable {
        line++;
        ObjectNode entry = parse(text);
        version = Math.max(version, Json.number(entry, 0, "version"));
        if (line == 1) {
            head(entry);
            return;
        }
        Key key = new Key(Json.text(entry, "storage"), Json.text(entry, "namespace"), Json.text(entry, "name"));
        if (key.storage().isEmpty() || key.name().isEmpty()) {
            throw damaged(file, line, "it names no object", null);
        }
        if (entry.get("object") instanceof ObjectNode object) {
            objects.put(key, new Stored(key, Json.number(entry, 0, "version"), object));
        } else {
            objects.remove(key);
        }
    }

    private ObjectNode parse(String text) throws StateUnusable {
        try {
            return JSON.readValue(text);
        } catch (JsonProcessingException e) {
            throw damaged(file, line, e.getOriginalMessage(), e);
        }
    }

    private void head(ObjectNode entry) throws StateUnusable {
        long format = Json.number(entry, 0, "format");
        if (format != JournalFile.FORMAT) {
            throw new StateUnusable(
                    "%s is of format %d, and this version reads format %d: start the version that wrote it, or name another directory."
                            .formatted(file, format, JournalFile.FORMAT),
                    null);
        }
        head = entry;
        head.remove(List.of("format", "version"));
    }

    static StateUnusable damaged(Path file, int number, String why, @Nullable Throwable cause) {
        return new StateUnusable(
                "%s is damaged in line %d (%s): put a good copy in its place, or name another directory."
                        .formatted(file, number, why),
                cause);
    }
}
