package com.amd.aim.sandbox.serving;

import java.io.Serial;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The command line of an engine, of those options that the simulated engine honours; others are accepted with or without a value.
 *
 * @param model repository or directory
 * @param names what clients call the model; the first one is the metrics' {@code model_name}
 * @param worldSize how many GPUs of this node it takes: tensor × pipeline × local data parallel
 * @param maxModelLen empty for {@code auto} or unset
 */
record EngineArguments(
        Dialect dialect,
        String model,
        List<String> names,
        Optional<String> revision,
        String host,
        int port,
        int worldSize,
        OptionalInt maxModelLen,
        int maxSequences,
        Optional<String> apiKey,
        Face face,
        Map<String, String> options) {

    /** What of the API it answers: of a server over several nodes only the first part answers all. */
    enum Face {
        /** All of it. */
        WHOLE,
        /** That it is well. */
        HEALTH,
        /** Nothing: no port is opened. */
        NONE
    }

    /** A command line that the engine refuses: exit code 2 and argparse's message. */
    static final class Refused extends Exception {
        @Serial
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }

    /** Whether the command starts an engine that is simulated here. */
    static boolean recognizes(List<String> command) {
        return VllmCommand.recognizes(command) || SglangCommand.recognizes(command);
    }

    /** Reads the whole command, its program included. */
    static EngineArguments parse(List<String> command) throws Refused {
        return SglangCommand.recognizes(command) ? SglangCommand.parse(command) : VllmCommand.parse(command);
    }
}
