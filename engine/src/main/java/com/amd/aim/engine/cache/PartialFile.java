package com.amd.aim.engine.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/**
 * A blob on its way: what is there is hashed while it is opened, what arrives while it is written, so that the hash is known when the last
 * byte is. Bytes are written at their own position: two processes that fill the same file write the same.
 */
final class PartialFile implements AutoCloseable {
    private static final int CHUNK = 1 << 20;

    private final Path path;
    private final HubFile file;
    private final FileChannel channel;
    private MessageDigest digest;
    private long position;

    private PartialFile(Path path, HubFile file, FileChannel channel) {
        this.path = path;
        this.file = file;
        this.channel = channel;
        this.digest = file.hash().digest(file.size());
    }

    /** Opens what an earlier try left, or nothing. A file that is longer than it may be is begun anew. */
    static PartialFile open(Path path, HubFile file) throws IOException {
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        PartialFile partial = new PartialFile(path, file, channel);
        try {
            if (channel.size() > file.size()) {
                partial.restart();
            }
            partial.position = readInto(partial.digest, channel);
            return partial;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Whether a file that is there already has the right content; only reads it. */
    static boolean isRight(Path path, HubFile file) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            if (channel.size() != file.size()) {
                return false;
            }
            MessageDigest digest = file.hash().digest(file.size());
            readInto(digest, channel);
            return file.hash().matches(digest);
        }
    }

    /** Bytes that are there, which is where the next one goes. */
    long position() {
        return position;
    }

    boolean isFull() {
        return position == file.size();
    }

    /** Adds bytes at the end; those that are too many are not taken. Returns how many were. */
    int append(ByteBuffer bytes) throws IOException {
        bytes.limit(bytes.position() + (int) Math.min(bytes.remaining(), file.size() - position));
        digest.update(bytes.duplicate());
        int taken = bytes.remaining();
        while (bytes.hasRemaining()) {
            position += channel.write(bytes, position);
        }
        return taken;
    }

    /** Forgets all bytes. */
    void restart() throws IOException {
        channel.truncate(0);
        position = 0;
        digest = file.hash().digest(file.size());
    }

    /** Whether the content is right; asked once, when it is full. */
    boolean isRight() {
        return file.hash().matches(digest);
    }

    /** Makes it a blob that survives a power cut. */
    void keepAs(Path blob) throws IOException {
        channel.force(true);
        Files.move(path, blob, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static long readInto(MessageDigest digest, FileChannel channel) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        long position = 0;
        for (int read = channel.read(chunk, 0); read > 0; read = channel.read(chunk, position)) {
            digest.update(chunk.flip());
            position += read;
            chunk.clear();
        }
        return position;
    }
}
