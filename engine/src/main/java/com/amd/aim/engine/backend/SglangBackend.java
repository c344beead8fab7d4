package com.amd.aim.engine.backend;

import com.amd.aim.engine.recipe.Arguments;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** SGLang, started as a module, since its images have no program of that name. */
final class SglangBackend extends NativeBackend {
    private static final Vocabulary WORDS = new Vocabulary(
            "SGLang",
            "model-path",
            "tp-size",
            "pp-size",
            "dp-size",
            "enable-dp-attention",
            "mem-fraction-static",
            true,
            "context-length",
            "chunked-prefill-size",
            Set.of(
                    "host",
                    "port",
                    "served-model-name",
                    "revision",
                    "config",
                    "grpc-mode",
                    "smg-grpc-mode",
                    "nnodes",
                    "node-rank",
                    "dist-init-addr"),
            List.of("json-model-override-args"),
            false,
            new GroupWords("nnodes", "node-rank", "dist-init-addr", ":20000", List.of()),
            // it has no metrics otherwise
            Map.of("enable-metrics", BooleanNode.TRUE));

    SglangBackend() {
        super(WORDS);
    }

    @Override
    public String name() {
        return "sglang";
    }

    @Override
    List<String> program(String repository) {
        return List.of("python3", "-m", "sglang.launch_server", "--model-path", repository);
    }

    @Override
    boolean dealsOutExperts(Arguments arguments) {
        return arguments.count("ep-size").orElse(1) > 1 || arguments.isTrue(WORDS.attentionApart());
    }

    @Override
    public Arguments findsOutContext() {
        return Arguments.NONE;
    }

    /** AMD's kernels; and probes that ask every few seconds do not make the model write a word each time. */
    @Override
    public Map<String, String> environment() {
        return Map.of("SGLANG_USE_AITER", "1", "SGLANG_ENABLE_HEALTH_ENDPOINT_GENERATION", "false");
    }
}
