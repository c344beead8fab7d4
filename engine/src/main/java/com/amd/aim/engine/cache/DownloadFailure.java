package com.amd.aim.engine.cache;

/**
 * Why it did not work.
 *
 * @param error the class
 * @param message one sentence for people: what, where, and the way out; never holds a credential
 */
public record DownloadFailure(DownloadError error, String message) implements TerminationMessage {}
