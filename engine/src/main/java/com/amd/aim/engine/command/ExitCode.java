package com.amd.aim.engine.command;

import com.amd.aim.engine.cache.DownloadError;

/** What the commands' exit codes mean, so that a Job's pod failure policy can tell what is worth another try. */
public final class ExitCode {
    /** Done, or nothing to do. */
    public static final int OK = 0;
    /** Failed in a way that another try may not: the hub was out of reach, a rate limit, a connection that stalled. */
    public static final int RETRY = 1;
    /** The command line was wrong. */
    public static final int USAGE = 2;
    /** Failed, and fails again until a person changes something: licence, token, name, revision, space, a corrupt cache. */
    public static final int LASTING = 3;
    /** Stopped by a signal; what was downloaded stays. As a shell would say it: 128 + SIGTERM. */
    public static final int STOPPED = 143;

    private ExitCode() {}

    /** The code that this error ends a command with. */
    static int of(DownloadError error) {
        return error.lasting() ? LASTING : RETRY;
    }
}
