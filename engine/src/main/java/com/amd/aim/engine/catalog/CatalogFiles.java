package com.amd.aim.engine.catalog;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Where the files of a catalogue are; names have slashes and start at its folders. */
interface CatalogFiles {
    /** For messages. */
    String place();

    /** Whether there is such a place at all. */
    boolean exists();

    /** The files right in a folder, in no order; none where there is no such folder. */
    List<String> in(String folder) throws IOException;

    /** Whether there is such a file. */
    boolean has(String file);

    /** All of a file, which is to be UTF-8. */
    String text(String file) throws IOException;

    /** The top mapping of what {@link #text} returned; empty with a problem added. */
    default Optional<YamlMap> parse(String file, String text, Problems problems) throws IOException {
        return YamlDocument.parse(text, problems);
    }
}
