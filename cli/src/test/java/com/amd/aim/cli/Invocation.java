package com.amd.aim.cli;

import com.amd.aim.engine.detect.Host;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

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
        return on(BareHost.with(environment), environment, arguments);
    }

    /** Runs on another machine than this one. */
    static Invocation on(Host host, Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = Aim.run(new Terminal(stream(out), stream(err), environment, false, host), arguments);
        return new Invocation(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
