package com.amd.aim.cli;

import com.amd.aim.engine.command.ExitCode;

/** What {@code aim} tells the shell; every command's help lists them. */
final class ExitCodes {
    /** Done. */
    static final int DONE = 0;
    /** Understood, but it failed; standard error says why. */
    static final int FAILED = 1;
    /** Not understood: an unknown command or option, or a value that cannot be. */
    static final int USAGE = 2;
    /** Told to end, and ended in good order. */
    static final int STOPPED = ExitCode.STOPPED;

    private ExitCodes() {}
}
