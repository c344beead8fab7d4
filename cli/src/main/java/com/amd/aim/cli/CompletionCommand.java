package com.amd.aim.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code aim completion}: what a shell needs to complete commands and options. */
@Command(
        name = "completion",
        description = {
            "Print a script that lets a shell complete the commands and options of aim.",
            "For this shell: source <(aim completion bash), the same with zsh; for all: that line in ~/.bashrc or ~/.zshrc."
                    + " For fish: aim completion fish > ~/.config/fish/completions/aim.fish."
        })
final class CompletionCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    private Shell shell = Shell.bash;

    /** One script serves bash and zsh, which understands bash's completions when asked to. */
    enum Shell {
        bash,
        zsh,
        fish
    }

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CommandLine aim = Aim.commandLine(terminal);
        switch (shell) {
            case bash, zsh -> terminal.out().print(AutoComplete.bash(aim.getCommandName(), aim));
            case fish -> terminal.out().print(FishCompletion.of(aim));
        }
        return ExitCodes.DONE;
    }
}
