package com.amd.aim.cli.live;

import com.amd.aim.cli.demo.Answered;
import com.amd.aim.cli.demo.Progress;

/** Who looks on while a {@link LiveDemo} runs. */
public interface Audience extends Progress.Listener {

    /** The cluster can be looked at from now on. */
    void opened(Stage stage);

    /** All examples are Ready, and one has answered. */
    void served(Answered answered);
}
