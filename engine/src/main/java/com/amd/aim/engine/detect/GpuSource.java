package com.amd.aim.engine.detect;

/**
 * What told which GPUs there are, in the order in which they are asked (R19). What a running engine reports would come before all of
 * these, but none reports it: vLLM and SGLang serve models, metrics and settings over HTTP, and nowhere the GPUs they run on. The next
 * two levels, container and host, are asked in the same way, as both look the same from inside.
 */
public enum GpuSource {
    /** The tool of ROCm 6 and newer. */
    AMD_SMI("amd-smi"),
    /** The tool of older releases. */
    ROCM_SMI("rocm-smi"),
    /** The driver's own list, which needs no ROCm. */
    KFD("/sys/class/kfd");

    private final String text;

    GpuSource(String text) {
        this.text = text;
    }

    /** As it is shown. */
    public String text() {
        return text;
    }
}
