package com.amd.aim.engine.cache;

/**
 * What a download would bring.
 *
 * @param revision the commit that the requested revision stands for now
 * @param bytes what the files take on disk; two files of the same content count once
 * @param files number of files
 */
public record PlanResult(String revision, long bytes, int files) implements TerminationMessage {}
