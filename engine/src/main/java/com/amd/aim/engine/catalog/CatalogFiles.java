package com.amd.aim.engine.catalog;

import java.io.IOException;
import java.util.List;

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
}
