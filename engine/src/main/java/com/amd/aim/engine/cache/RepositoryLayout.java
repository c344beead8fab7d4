package com.amd.aim.engine.cache;

import com.amd.aim.engine.model.HubSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where one repository's files are in a cache directory: the layout that huggingface_hub and with it the engines read.
 *
 * <pre>
 * models--org--name/
 *   refs/main                      the commit, as text
 *   blobs/&lt;hash&gt;                   contents; &lt;hash&gt;.incomplete while it is downloaded
 *   snapshots/&lt;commit&gt;/&lt;path&gt;      relative symbolic links to blobs
 *   snapshots/&lt;commit&gt;/.aim-complete.json
 * </pre>
 *
 * @param root the repository's own directory
 */
record RepositoryLayout(Path root) {
    /** Ends the name of a blob that is not there yet. */
    static final String PARTIAL = ".incomplete";

    static RepositoryLayout of(Path cacheDirectory, String repository) {
        return new RepositoryLayout(cacheDirectory.resolve("models--" + repository.replace("/", "--")));
    }

    Path refs() {
        return root.resolve("refs");
    }

    Path ref(String revision) {
        return refs().resolve(revision);
    }

    Path blobs() {
        return root.resolve("blobs");
    }

    Path blob(ContentHash hash) {
        return blobs().resolve(hash.hex());
    }

    /** Its name follows from the content alone, so that the next process finds what a killed one left. */
    Path partial(ContentHash hash) {
        return blobs().resolve(hash.hex() + PARTIAL);
    }

    Path snapshot(String commit) {
        return root.resolve("snapshots").resolve(commit);
    }

    Path marker(String commit) {
        return snapshot(commit).resolve(CompletionMarker.FILE_NAME);
    }

    /** The commit that a revision stands for in this cache; a commit stands for itself. */
    Optional<String> commit(String revision) throws IOException {
        if (HubSource.isCommit(revision)) {
            return Optional.of(revision);
        }
        try {
            return Optional.of(Files.readString(ref(revision)).strip()).filter(HubSource::isCommit);
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }
}
