package com.amd.aim.engine.cache;

import com.amd.aim.engine.model.HubSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is going to be on disk: the wanted files of a repository at one commit.
 *
 * @param source the repository and the revision that was asked for
 * @param commit the commit that is downloaded
 * @param patterns how the files were chosen
 * @param files by path, never empty
 */
public record Plan(HubSource source, String commit, FilePatterns patterns, List<HubFile> files) {

    public Plan {
        files = List.copyOf(files);
    }

    /**
     * Chooses files of a repository.
     *
     * @throws DownloadException {@link DownloadError#INVALID_SOURCE} when no file is left
     */
    public static Plan of(HubSource source, ModelInfo info, FilePatterns patterns) throws DownloadException {
        List<HubFile> files = patterns.select(info.files());
        if (files.isEmpty()) {
            throw new DownloadException(
                    DownloadError.INVALID_SOURCE,
                    "No file of %s at %s is left to download by include %s and exclude %s; it has %d files."
                            .formatted(
                                    source.repository(),
                                    source.revision(),
                                    patterns.include(),
                                    patterns.exclude(),
                                    info.files().size()));
        }
        return new Plan(source, info.commit(), patterns, files);
    }

    /** One file for each content: files of the same content share a blob. */
    public Collection<HubFile> blobs() {
        Map<ContentHash, HubFile> blobs = new LinkedHashMap<>();
        files.forEach(file -> blobs.putIfAbsent(file.hash(), file));
        return blobs.values();
    }

    /** What the files take on disk. */
    public long bytes() {
        return blobs().stream().mapToLong(HubFile::size).sum();
    }

    /** The part that a controller wants to know. */
    public PlanResult result() {
        return new PlanResult(commit, bytes(), files.size());
    }
}
