package com.amd.aim.sandbox.kubelet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a container leaves behind to say why it ended. */
final class TerminationMessage {

    private static final int LONGEST = 4096;

    private TerminationMessage() {}

    /** The file's first 4096 characters; the end of the log where the file is empty and the container wanted that. */
    static String read(Path file, LiveContainer container, int exitCode) {
        String text = content(file);
        boolean wantsLog = "FallbackToLogsOnError".equals(container.spec().getTerminationMessagePolicy());
        return text.isEmpty() && exitCode != 0 && wantsLog
                ? container.log().tail()
                : text.substring(0, Math.min(text.length(), LONGEST));
    }

    private static String content(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            return "the termination message cannot be read: " + e;
        }
    }
}
