package com.amd.aim.sandbox.serving;

/** Whose command line a simulated engine reads, and by whose names it answers. */
enum Dialect {
    VLLM("vLLM API server", "vllm serve", "[model_tag] [options]"),
    SGLANG("SGLang server", "launch_server.py", "[-h] --model-path MODEL_PATH [options]");

    private final String title;
    private final String program;
    private final String usage;

    Dialect(String title, String program, String usage) {
        this.title = title;
        this.program = program;
        this.usage = usage;
    }

    /** As its first log line names it. */
    String title() {
        return title;
    }

    /** As its messages about the command line name it. */
    String program() {
        return program;
    }

    /** What comes before such a message. */
    String usage() {
        return "usage: " + program + " " + usage;
    }

    /** Who owns the models that it lists; its metrics begin so, too. */
    String owner() {
        return this == VLLM ? "vllm" : "sglang";
    }
}
