package com.amd.aim.cli;

/**
 * A command could not do what was asked, for a reason a user can act on. The message is one sentence that says what is wrong
 * and what to do; it is printed alone, without a stack trace, and the exit code is {@link ExitCodes#FAILED}.
 */
public sealed class CommandFailed extends RuntimeException permits NoClusterNamed {
    private static final long serialVersionUID = 1L;

    public CommandFailed(String sentence) {
        super(sentence);
    }

    public CommandFailed(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
