package com.amd.aim.engine.command;

import com.amd.aim.engine.cache.DownloadError;
import com.amd.aim.engine.cache.DownloadException;
import com.amd.aim.engine.cache.DownloadFailure;
import com.amd.aim.engine.cache.TerminationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a command: says how it went on the log and in the termination message, and with which exit code. */
final class Outcome {
    private static final Logger LOG = LoggerFactory.getLogger(Outcome.class);

    private final ContainerEnvironment environment;
    private final @Nullable Path terminationLog;

    Outcome(ContainerEnvironment environment, @Nullable Path terminationLog) {
        this.environment = environment;
        this.terminationLog = terminationLog;
    }

    /** What a command does. */
    @FunctionalInterface
    interface Work {
        TerminationMessage run() throws DownloadException, InterruptedException;
    }

    int of(Work work) {
        try {
            TerminationMessage result = work.run();
            environment.out().println(result.json());
            leave(result);
            return ExitCode.OK;
        } catch (DownloadException e) {
            return failed(e.failure());
        } catch (InterruptedException _) {
            environment.out().println("stopped; what was downloaded stays, and the next run continues there");
            Thread.currentThread().interrupt();
            return ExitCode.STOPPED;
        } catch (RuntimeException e) {
            LOG.error("a defect", e);
            return failed(new DownloadFailure(DownloadError.INTERNAL, "A defect ended this: %s.".formatted(e)));
        }
    }

    private int failed(DownloadFailure failure) {
        environment.err().printf("%s: %s%n", failure.error().word(), failure.message());
        leave(failure);
        return ExitCode.of(failure.error());
    }

    /** Written in place: in a pod the file is a mount, which cannot be replaced. */
    private void leave(TerminationMessage message) {
        if (terminationLog == null) {
            return;
        }
        try {
            Files.writeString(environment.paths().apply(terminationLog), message.json());
        } catch (IOException e) {
            environment.err().printf("The termination message cannot be written to %s: %s%n", terminationLog, e);
        }
    }
}
