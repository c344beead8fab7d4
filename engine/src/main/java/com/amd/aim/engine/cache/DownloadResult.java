package com.amd.aim.engine.cache;

/**
 * What a download left behind.
 *
 * @param revision the commit
 * @param bytes what the files take on disk; two files of the same content count once
 * @param files number of files
 * @param fetchedBytes bytes that came over the network in this run: 0 when the cache was complete already
 * @param seconds how long this run took
 */
public record DownloadResult(String revision, long bytes, int files, long fetchedBytes, double seconds)
        implements TerminationMessage {}
