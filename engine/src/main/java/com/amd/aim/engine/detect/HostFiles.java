package com.amd.aim.engine.detect;

import java.util.List;
import java.util.Optional;

/** The files of a machine, by absolute path. What cannot be read is absent: in {@code /sys} that is no error but an answer. */
public interface HostFiles {
    /** The content; empty when the file is missing or may not be read. */
    Optional<String> text(String path);

    /** The names in a directory, sorted, numbers as numbers; none when there is no such directory. */
    List<String> names(String path);

    /** Whether a file can be read and written. */
    Access access(String path);

    /** The group that a file belongs to, by name, or by number where it has no name here. */
    Optional<String> group(String path);
}
