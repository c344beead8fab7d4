package com.amd.aim.sandbox.kubelet;

import java.util.regex.Pattern;

/** What GPUs, or parts of them that are counted by how they are divided ({@code amd.com/cpx_nps4}), are asked for by. */
final class GpuResource {

    static final String WHOLE = "amd.com/gpu";

    private static final Pattern GPUS = Pattern.compile("amd\\.com/(gpu|[a-z]+_nps\\d)");

    private GpuResource() {}

    static boolean isOne(String resource) {
        return GPUS.matcher(resource).matches();
    }
}
