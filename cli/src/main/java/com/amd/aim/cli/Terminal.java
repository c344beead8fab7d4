package com.amd.aim.cli;

import com.amd.aim.engine.command.ContainerEnvironment;
import com.amd.aim.engine.detect.Host;
import java.io.Console;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a command has of the world it was started in.
 *
 * @param out for results, always UTF-8
 * @param err for errors and progress, always UTF-8
 * @param environment the process's environment
 * @param screen whether somebody sits at it who sees more than lines, and has keys
 * @param host whose GPUs are those of this machine
 */
public record Terminal(PrintStream out, PrintStream err, Map<String, String> environment, boolean screen, Host host) {
    private static final String DEBUG = "AIM_DEBUG";

    /** One that takes lines and no more. */
    public Terminal(PrintStream out, PrintStream err, Map<String, String> environment) {
        this(out, err, environment, false, Host.real(environment));
    }

    /** The terminal of this process. */
    static Terminal ofProcess() {
        Map<String, String> environment = System.getenv();
        return new Terminal(
                utf8(System.out), utf8(System.err), environment, isScreen(environment), Host.real(environment));
    }

    /** Both ends are a terminal, of a kind that can be drawn on. */
    private static boolean isScreen(Map<String, String> environment) {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }

    /** True where they are seen, and nobody has declined (no-color.org). */
    public boolean colours() {
        return screen && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    /** True when {@code AIM_DEBUG} asks for stack traces and detailed logs. */
    boolean debug() {
        String value = environment.getOrDefault(DEBUG, "");
        return !value.isEmpty() && !value.equals("0") && !value.equals("false");
    }

    /** The same, with stack traces and detailed logs. */
    Terminal debugging() {
        Map<String, String> more = new HashMap<>(environment);
        more.put(DEBUG, "1");
        return new Terminal(out, err, Map.copyOf(more), screen, host);
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
