package com.amd.aim.cli.live;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All there is to see at a moment.
 *
 * @param since the start
 * @param rows by name
 * @param happenings oldest first
 * @param wrong what was made to go wrong, a sentence each
 * @param kubeconfig for another terminal; absent before the cluster is there
 */
record Scene(
        Duration since, List<Row> rows, List<Happening> happenings, List<String> wrong, Optional<Path> kubeconfig) {

    Scene {
        rows = List.copyOf(rows);
        happenings = List.copyOf(happenings);
        wrong = List.copyOf(wrong);
    }
}
