package com.amd.aim.engine.cache;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;

/** What a file system's refusal is called. */
final class DiskFailure {
    private DiskFailure() {}

    static DownloadException of(Path cacheDirectory, IOException e) {
        String said = e instanceof FileSystemException file && file.getReason() != null
                ? "%s (%s)".formatted(file.getReason(), file.getFile())
                : String.valueOf(e.getMessage());
        String lower = said.toLowerCase(Locale.ROOT);
        if (lower.contains("no space left") || lower.contains("quota exceeded")) {
            return new DownloadException(
                    DownloadError.NO_SPACE,
                    "%s is full: enlarge the volume; what was downloaded stays.".formatted(cacheDirectory),
                    e);
        }
        String why = e instanceof AccessDeniedException
                ? "permission denied for %s: check the volume's owner and the pod's fsGroup".formatted(said)
                : "%s: %s".formatted(e.getClass().getSimpleName(), said);
        return new DownloadException(
                DownloadError.INTERNAL, "%s cannot be used as a cache: %s.".formatted(cacheDirectory, why), e);
    }
}
