package com.amd.aim.sandbox.hub;

import com.amd.aim.engine.cache.TransferLimits;
import com.amd.aim.engine.command.ContainerCommands;
import com.amd.aim.engine.command.ContainerEnvironment;
import com.amd.aim.engine.command.GracefulStop;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code aim} as a process of its own, to be killed. */
final class DownloadProcess {
    private DownloadProcess() {}

    public static void main(String[] args) {
        System.exit(
                GracefulStop.run(() -> ContainerCommands.of(ContainerEnvironment.ofProcess(), TransferLimits.standard())
                        .execute(args)));
    }

    /** Starts it; its output goes to the file. */
    static Process start(TinyHub hub, Path log, List<String> args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                DownloadProcess.class.getName()));
        command.addAll(args);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        File output = log.toFile();
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output));
        builder.environment().clear();
        builder.environment().put("HF_ENDPOINT", hub.endpoint().toString());
        return builder.start();
    }
}
