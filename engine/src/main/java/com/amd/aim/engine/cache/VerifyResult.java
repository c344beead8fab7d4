package com.amd.aim.engine.cache;

/**
 * A cache directory holds this model completely.
 *
 * @param revision the commit
 * @param bytes what the files take on disk; two files of the same content count once
 * @param files number of files
 */
public record VerifyResult(String revision, long bytes, int files) implements TerminationMessage {}
