package com.amd.aim.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;

/**
 * What came of one {@code aim …} run in this process.
 *
 * @param exitCode as the shell would see it
 * @param out standard output
 * @param err standard error
 */
public record Invocation(int exitCode, String out, String err) {

    public static Invocation of(String... arguments) {
        return with(Map.of(), arguments);
    }

    /** Runs with an environment of its own, of which nothing is this process's. */
    public static Invocation with(Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(stream(out), stream(err), environment);
        int exitCode = Aim.run(terminal, arguments);
        return new Invocation(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Runs a command that is given more of the world than its terminal. */
    static Invocation of(Map<String, String> environment, Function<Terminal, Object> command, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(stream(out), stream(err), environment);
        int exitCode = Aim.commandLine(command.apply(terminal), terminal).execute(arguments);
        return new Invocation(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
