package com.amd.aim.sandbox.serving;

import com.amd.aim.sandbox.serving.EngineArguments.Face;
import com.amd.aim.sandbox.serving.EngineArguments.Refused;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The command line of {@code vllm serve}, read as vLLM reads it. */
final class VllmCommand {

    private static final Set<String> SWITCHES = Set.of(
            "trust-remote-code",
            "enforce-eager",
            "enable-prefix-caching",
            "enable-chunked-prefill",
            "enable-expert-parallel",
            "enable-auto-tool-choice",
            "enable-lora",
            "enable-sleep-mode",
            "async-scheduling",
            "headless",
            "data-parallel-hybrid-lb",
            "data-parallel-external-lb",
            "disable-log-stats",
            "enable-log-requests",
            "disable-uvicorn-access-log");

    private static final Map<String, String> SHORT = Map.of(
            "tp", "tensor-parallel-size",
            "pp", "pipeline-parallel-size",
            "dp", "data-parallel-size",
            "q", "quantization");

    private VllmCommand() {}

    /** Whether this starts a vLLM server: {@code vllm serve …}, by whatever path. */
    static boolean recognizes(List<String> command) {
        return command.size() >= 2
                && (command.getFirst().equals("vllm") || command.getFirst().endsWith("/vllm"))
                && command.get(1).equals("serve");
    }

    static EngineArguments parse(List<String> command) throws Refused {
        Options options = Options.read(command.subList(2, command.size()), SWITCHES, SHORT);
        options.checkPositional(1);
        options.checkDtype();
        String model = options.positional().isEmpty()
                ? options.text("model").orElse("Qwen/Qwen3-0.6B")
                : options.positional().getFirst();
        return new EngineArguments(
                Dialect.VLLM,
                model,
                options.names().isEmpty() ? List.of(model) : List.copyOf(options.names()),
                options.text("revision"),
                options.text("host").orElse("0.0.0.0"),
                options.number("port", 8000),
                options.number("tensor-parallel-size", 1)
                        * options.number("pipeline-parallel-size", 1)
                        * options.number("data-parallel-size-local", options.number("data-parallel-size", 1))
                        / options.number("nnodes", 1),
                options.length("max-model-len"),
                options.number("max-num-seqs", 256),
                options.text("api-key"),
                options.has("headless") ? Face.NONE : Face.WHOLE,
                Map.copyOf(options.values()));
    }
}
