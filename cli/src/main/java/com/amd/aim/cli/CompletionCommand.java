package com.amd.aim.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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

    @Spec
    private @Nullable CommandSpec spec;

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
        CommandSpec aim = Objects.requireNonNull(spec).root();
        switch (shell) {
            case bash, zsh -> terminal.out().print(AutoComplete.bash(aim.name(), aim.commandLine()));
            case fish -> terminal.out().print(FishCompletion.of(aim.commandLine()));
        }
        return ExitCodes.DONE;
    }
}
