package com.amd.aim.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code aim sandbox heal}. */
@Command(
        name = "heal",
        description = {
            "Put right everything that 'aim sandbox fault' made go wrong: nodes come back, GPUs, hub, volumes and API"
                    + " server work again.",
            "What the operator has given up it tries again when asked, as in any cluster: change the spec, or annotate the"
                    + " AIMModelCache with a new value of aim.amd.com/retry."
        })
final class SandboxHealCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private RunningSandbox sandbox = new RunningSandbox();

    SandboxHealCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        terminal.out().println(sandbox.find(terminal).heal());
        return ExitCodes.DONE;
    }
}
