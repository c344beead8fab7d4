package com.amd.aim.sandbox.state;

import com.amd.aim.sandbox.api.store.Journal;
import com.amd.aim.sandbox.api.store.Journal.Contents;
import com.amd.aim.sandbox.api.tls.OwnCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A directory in which a sandbox finds everything as it left it. Nobody but its owner reads it: there are secrets in it. */
final class KeptGround implements Ground {

    private static final String FILE = "cluster.jsonl";

    /** What a start that was cut short may leave. */
    private static final Set<String> BEGINNINGS = Set.of(StateLock.FILE, FILE + JournalFile.INCOMING);

    private final Path directory;
    private final StateLock lock;
    private final JournalFile journal;
    private Identity identity;

    private KeptGround(Path directory, StateLock lock, JournalFile journal, Identity identity) {
        this.directory = directory;
        this.lock = lock;
        this.journal = journal;
        this.identity = identity;
    }

    static KeptGround open(Path directory, Instant now) throws IOException {
        make(directory);
        StateLock lock = lock(directory);
        try {
            return read(directory.toAbsolutePath(), lock, now);
        } catch (StateUnusable | RuntimeException e) {
            lock.close();
            throw e;
        } catch (IOException e) {
            lock.close();
            throw unusable(directory, e);
        }
    }

    private static KeptGround read(Path directory, StateLock lock, Instant now) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            Identity identity = Identity.fresh(now);
            return begin(directory, lock, identity, new Contents(0, List.of()));
        }
        JournalReader.Read before = JournalReader.read(file);
        return begin(directory, lock, identity(file, before, now), before.contents());
    }

    private static KeptGround begin(Path directory, StateLock lock, Identity identity, Contents contents)
            throws IOException {
        JournalFile journal = new JournalFile(directory.resolve(FILE), identity.write(), contents);
        return new KeptGround(directory, lock, journal, identity);
    }

    private static void make(Path directory) throws IOException {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new StateUnusable(directory + " is a file: name a directory, or one that is to be made.", null);
        }
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw unusable(directory, e);
        }
        if (!Files.exists(directory.resolve(FILE)) && isForeign(directory)) {
            throw new StateUnusable(
                    directory + " has files that are no sandbox's: name an empty directory, or one that is to be made.",
                    null);
        }
    }

    private static boolean isForeign(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.anyMatch(
                    file -> !BEGINNINGS.contains(file.getFileName().toString()));
        }
    }

    private static StateLock lock(Path directory) throws IOException {
        try {
            return StateLock.take(directory)
                    .orElseThrow(() -> new StateUnusable(
                            directory + " is in use by another sandbox: stop that one, or name another directory.",
                            null));
        } catch (StateUnusable e) {
            throw e;
        } catch (IOException e) {
            throw unusable(directory, e);
        }
    }

    private static StateUnusable unusable(Path directory, IOException e) {
        return new StateUnusable(
                "%s cannot be used: %s; name another directory.".formatted(directory, StateUnusable.why(e)), e);
    }

    private static Identity identity(Path file, JournalReader.Read read, Instant now) throws IOException {
        try {
            return Identity.read(read.head(), now);
        } catch (IOException e) {
            throw JournalReader.damaged(file, 1, StateUnusable.why(e), e);
        }
    }

    @Override
    public Path files() {
        return directory;
    }

    @Override
    public String token() {
        return identity.token();
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public Optional<String> nodes() {
        return Optional.ofNullable(identity.nodes());
    }

    @Override
    public Optional<OwnCertificate> certificate() {
        return Optional.of(identity.certificate());
    }

    @Override
    public int port() {
        return identity.port();
    }

    @Override
    public int hubPort() {
        return identity.hubPort();
    }

    @Override
    public void settle(String nodes, int port, int hubPort) throws IOException {
        Identity next = identity.with(nodes, port, hubPort);
        if (!next.equals(identity)) {
            identity = next;
            journal.head(next.write());
        }
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            journal.close();
        }
    }
}
