package com.amd.aim.sandbox.kubelet;

import com.amd.aim.sandbox.client.DirectoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directories of pods, each named by its pod's uid. */
record PodDirectories(Path path) {

    private static final Logger LOG = LoggerFactory.getLogger(PodDirectories.class);

    /** Deletes those whose pod went while no kubelet ran. {@code uids} is asked once the directories are known. */
    void sweep(Supplier<Set<String>> uids) {
        if (!Files.isDirectory(path)) {
            return;
        }
        try (Stream<Path> there = Files.list(path)) {
            List<Path> directories = there.toList();
            Set<String> living = uids.get();
            for (Path directory : directories) {
                if (!living.contains(directory.getFileName().toString())) {
                    DirectoryTree.delete(directory);
                }
            }
        } catch (IOException e) {
            LOG.debug("{} keeps what is no pod's any more", path, e);
        }
    }
}
