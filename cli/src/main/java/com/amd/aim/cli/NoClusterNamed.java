package com.amd.aim.cli;

/** Nobody has said which cluster; unlike one that is named wrongly, a command may do without. */
final class NoClusterNamed extends CommandFailed {
    private static final long serialVersionUID = 1L;

    NoClusterNamed(String message) {
        super(message);
    }
}
