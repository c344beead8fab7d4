package com.amd.aim.sandbox.state;

import com.amd.aim.sandbox.api.model.ApiFailure;
import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.store.Change;
import com.amd.aim.sandbox.api.store.Journal;
import com.amd.aim.sandbox.api.store.Key;
import com.amd.aim.sandbox.api.store.Stored;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A journal of lines of JSON: a head, every object as it was when the file was begun, and each write since then. A write is with the system
 * before it is answered, so it survives the end of the process, however sudden. The file is begun anew when it is opened, and when most of
 * it is out of date.
 */
final class JournalFile implements Journal, AutoCloseable {

    static final int FORMAT = 1;
    static final String INCOMING = ".new";
    private static final int SLACK = 10_000;

    private final Path file;
    private final Contents contents;
    private final Map<Key, Stored> now = new LinkedHashMap<>();
    private final int slack;
    private ObjectNode head;
    private @Nullable RandomAccessFile out;
    private long end;
    private long written;
    private long version;

    /**
     * Begins the file with {@code contents}.
     *
     * @param head what the first line says beside format and version
     */
    JournalFile(Path file, ObjectNode head, Contents contents) throws IOException {
        this(file, head, contents, SLACK);
    }

    /** @param slack how many lines may be out of date beside those that are not */
    JournalFile(Path file, ObjectNode head, Contents contents, int slack) throws IOException {
        this.file = file;
        this.head = head;
        this.contents = contents;
        this.slack = slack;
        this.version = contents.version();
        contents.objects().forEach(object -> now.put(object.key(), object));
        begin();
    }

    @Override
    public Contents contents() {
        return contents;
    }

    /** Puts another head before what is there. */
    synchronized void head(ObjectNode next) throws IOException {
        head = next;
        begin();
    }

    @Override
    public synchronized void note(Change change) {
        if (out == null) {
            return; // the server has closed its connections: nobody hears that this was done
        }
        try {
            if (written > slack + 2L * now.size()) {
                begin();
            }
            append(change);
        } catch (IOException e) {
            throw ApiFailure.internal("cannot write " + file + ": " + StateUnusable.why(e));
        }
        version = change.version();
    }

    private void append(Change change) throws IOException {
        Stored after = change.after();
        byte[] line = line(change.key(), change.version(), after);
        RandomAccessFile to = Objects.requireNonNull(out);
        to.seek(end); // over what a failed write may have left
        to.write(line);
        end += line.length;
        written++;
        if (after == null) {
            now.remove(change.key());
        } else {
            now.put(change.key(), after);
        }
    }

    /** Writes the file anew; it is the old one until it is the new one. */
    private void begin() throws IOException {
        Path incoming = file.resolveSibling(file.getFileName() + INCOMING);
        Files.deleteIfExists(incoming);
        Files.createFile(incoming, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileOutputStream bytes = new FileOutputStream(incoming.toFile());
                OutputStream lines = new BufferedOutputStream(bytes)) {
            lines.write(line(first()));
            for (Stored object : now.values()) {
                lines.write(line(object.key(), object.version(), object));
            }
            lines.flush();
            bytes.getFD().sync();
        }
        RandomAccessFile next = new RandomAccessFile(incoming.toFile(), "rw");
        Files.move(incoming, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        close();
        out = next;
        end = next.length();
        written = 1L + now.size();
    }

    private ObjectNode first() {
        ObjectNode first = Json.object().put("format", FORMAT).put("version", version);
        first.setAll(head);
        return first;
    }

    private static byte[] line(Key key, long version, @Nullable Stored object) {
        ObjectNode line = Json.object()
                .put("version", version)
                .put("storage", key.storage())
                .put("namespace", key.namespace())
                .put("name", key.name());
        if (object != null) {
            line.set("object", object.tree());
        }
        return line(line);
    }

    private static byte[] line(ObjectNode line) {
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void close() throws IOException {
        RandomAccessFile open = out;
        out = null;
        if (open != null) {
            open.close();
        }
    }
}
