package com.amd.aim.cli;

import com.amd.aim.engine.command.ContainerEnvironment;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a command has of the world it was started in.
 *
 * @param out for results, always UTF-8
 * @param err for errors and progress, always UTF-8
 * @param environment the process's environment
 */
public record Terminal(PrintStream out, PrintStream err, Map<String, String> environment) {

    /** The terminal of this process. */
    static Terminal ofProcess() {
        return new Terminal(utf8(System.out), utf8(System.err), System.getenv());
    }

    /** True when {@code AIM_DEBUG} asks for stack traces and detailed logs. */
    boolean debug() {
        String value = environment.getOrDefault("AIM_DEBUG", "");
        return !value.isEmpty() && !value.equals("0") && !value.equals("false");
    }

    /** What the commands that containers run get when a person runs them: this process's files, listening on all addresses. */
    ContainerEnvironment asContainer() {
        ContainerEnvironment process = ContainerEnvironment.ofProcess();
        return new ContainerEnvironment(environment, process.paths(), process.bindAddress(), out, err);
    }

    private static PrintStream utf8(PrintStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }
}
