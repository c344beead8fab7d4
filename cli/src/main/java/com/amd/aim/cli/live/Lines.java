package com.amd.aim.cli.live;

import com.amd.aim.cli.demo.Answered;
import com.amd.aim.cli.demo.Progress;
import com.amd.aim.cli.text.ShellText;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;

/** An audience that is no terminal: it gets a line for each thing that happens. */
public final class Lines implements Audience {
    private final PrintStream out;
    private final Progress.Listener progress;
    private volatile Path kubeconfig = Path.of("");

    /**
     * Prints.
     *
     * @param out for results
     * @param progress for what happens
     */
    public Lines(PrintStream out, PrintStream progress) {
        this.out = out;
        this.progress = Progress.Listener.printing(progress);
    }

    @Override
    public void happened(Duration since, String sentence) {
        progress.happened(since, sentence);
    }

    @Override
    public void opened(Stage stage) {
        kubeconfig = stage.kubeconfig();
        out.println("For another terminal: export KUBECONFIG=" + ShellText.word(kubeconfig.toString()));
    }

    @Override
    public void served(Answered answered) {
        out.print(answered.text());
        out.println();
        out.println("It stays until Ctrl-C. What to try in the other terminal:");
        Suggestion.lines(kubeconfig).forEach(line -> out.println("  " + line));
    }
}
