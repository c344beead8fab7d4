package com.amd.aim.engine.cache;

import java.util.Arrays;

/**
 * One file of a repository at a commit.
 *
 * @param path its path in the repository, with {@code /}; never leaves the directory it is stored under
 * @param size in bytes
 * @param hash what its content must hash to
 */
public record HubFile(String path, long size, ContentHash hash) {

    public HubFile {
        if (!safe(path)) {
            throw new IllegalArgumentException("the path \"%s\" cannot be stored safely".formatted(path));
        }
        if (size < 0) {
            throw new IllegalArgumentException("the size of \"%s\" is %d".formatted(path, size));
        }
    }

    /** A hub, or who stands between, must not make us write outside the cache, nor claim completeness by a file of the marker's name. */
    private static boolean safe(String path) {
        return !path.equals(CompletionMarker.FILE_NAME)
                && path.indexOf('\\') < 0
                && path.indexOf(':') < 0
                && path.chars().noneMatch(Character::isISOControl)
                && Arrays.stream(path.split("/", -1))
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    }
}
