package com.amd.aim.sandbox.serving;

import com.amd.aim.sandbox.serving.EngineArguments.Face;
import com.amd.aim.sandbox.serving.EngineArguments.Refused;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The command line of {@code python3 -m sglang.launch_server}, read as SGLang reads it: options and nothing else. */
final class SglangCommand {

    private static final Map<String, String> LONG = Map.of(
            "model", "model-path",
            "tp", "tp-size",
            "tensor-parallel-size", "tp-size",
            "pp", "pp-size",
            "pipeline-parallel-size", "pp-size",
            "dp", "dp-size",
            "data-parallel-size", "dp-size");

    private SglangCommand() {}

    /** Whether this starts an SGLang server, by whichever Python. */
    static boolean recognizes(List<String> command) {
        return command.size() >= 3
                && command.getFirst().matches("(.*/)?python3?(\\.\\d+)?")
                && command.get(1).equals("-m")
                && command.get(2).equals("sglang.launch_server");
    }

    static EngineArguments parse(List<String> command) throws Refused {
        Options options = Options.read(command.subList(3, command.size()), Set.of(), LONG);
        options.checkPositional(0);
        options.checkDtype();
        if (options.names().size() > 1) {
            throw new Refused("unrecognized arguments: "
                    + String.join(
                            " ", options.names().subList(1, options.names().size())));
        }
        String model = options.text("model-path")
                .orElseThrow(() -> new Refused("the following arguments are required: --model-path/--model"));
        return new EngineArguments(
                Dialect.SGLANG,
                model,
                List.of(options.names().isEmpty() ? model : options.names().getFirst()),
                options.text("revision"),
                options.text("host").orElse("127.0.0.1"),
                options.number("port", 30000),
                options.number("tp-size", 1)
                        * options.number("pp-size", 1)
                        * (options.has("enable-dp-attention") ? 1 : options.number("dp-size", 1))
                        / options.number("nnodes", 1),
                options.length("context-length"),
                options.number("max-running-requests", 256),
                options.text("api-key"),
                options.number("node-rank", 0) > 0 ? Face.HEALTH : Face.WHOLE,
                Map.copyOf(options.values()));
    }
}
