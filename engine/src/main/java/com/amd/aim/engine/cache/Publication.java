package com.amd.aim.engine.cache;

import com.amd.aim.engine.model.HubSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Turns checked blobs into a snapshot that an engine finds: links, the revision's commit, and last the marker, each safely on disk before
 * the next. A crash anywhere leaves no marker.
 */
final class Publication {
    private final RepositoryLayout layout;
    private final Plan plan;

    Publication(RepositoryLayout layout, Plan plan) {
        this.layout = layout;
        this.plan = plan;
    }

    /** From here on the snapshot is not complete, whatever it was. */
    void withdraw() throws IOException {
        Files.deleteIfExists(layout.marker(plan.commit()));
    }

    void publish() throws IOException {
        Set<Path> changed = new TreeSet<>();
        changed.add(layout.blobs());
        for (HubFile file : plan.files()) {
            changed.add(link(file));
        }
        changed.add(reference());
        for (Path directory : changed) {
            sync(directory);
        }
        List<String> problems = QuickVerify.problems(layout, plan.commit(), plan.files());
        if (!problems.isEmpty()) {
            throw new IOException("somebody else changed the directory meanwhile: " + String.join(", ", problems));
        }
        write(layout.marker(plan.commit()), CompletionMarker.of(plan).json());
        sync(layout.snapshot(plan.commit()));
    }

    /** Makes the requested revision stand for the commit; a commit needs no name. Returns the directory it is in. */
    Path reference() throws IOException {
        Path ref = layout.ref(plan.source().revision());
        if (!HubSource.isCommit(plan.source().revision())) {
            Files.createDirectories(ref.getParent());
            write(ref, plan.commit());
        }
        return Files.createDirectories(layout.refs());
    }

    /** A relative link, so that the directory can be mounted anywhere. Returns the directory it is in. */
    private Path link(HubFile file) throws IOException {
        Path link = layout.snapshot(plan.commit()).resolve(file.path());
        Path directory = Files.createDirectories(link.getParent());
        Path target = directory.relativize(layout.blob(file.hash()));
        if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(target)) {
            return directory;
        }
        Path fresh = link.resolveSibling(link.getFileName() + ".link");
        Files.deleteIfExists(fresh);
        Files.createSymbolicLink(fresh, target);
        Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE);
        return directory;
    }

    private static void write(Path path, String text) throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
