package com.amd.aim.engine.backend;

import com.amd.aim.engine.recipe.Arguments;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** vLLM, started as {@code vllm serve MODEL …}, which does not depend on the image's entry point. */
final class VllmBackend extends NativeBackend {
    private static final Vocabulary WORDS = new Vocabulary(
            "vLLM",
            "model",
            "tensor-parallel-size",
            "pipeline-parallel-size",
            "data-parallel-size",
            "",
            "gpu-memory-utilization",
            false,
            "max-model-len",
            "max-num-batched-tokens",
            Set.of(
                    "host",
                    "port",
                    "served-model-name",
                    "revision",
                    "config",
                    "uds",
                    "headless",
                    "nnodes",
                    "node-rank",
                    "master-addr",
                    "master-port"),
            List.of("hf-overrides"),
            true,
            new GroupWords("nnodes", "node-rank", "master-addr", "", List.of("headless")),
            Map.of());

    VllmBackend() {
        super(WORDS);
    }

    @Override
    public String name() {
        return "vllm";
    }

    @Override
    List<String> program(String repository) {
        return List.of("vllm", "serve", repository);
    }

    @Override
    boolean dealsOutExperts(Arguments arguments) {
        return arguments.isTrue("enable-expert-parallel");
    }

    @Override
    public Arguments findsOutContext() {
        return new Arguments(Map.of(WORDS.maxLength(), TextNode.valueOf("auto")));
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }
}
