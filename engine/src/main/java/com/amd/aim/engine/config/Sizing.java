package com.amd.aim.engine.config;

import com.amd.aim.engine.fit.Fit;
import java.time.Duration;

/** What a replica needs beside its GPUs, and how long it may take to start. */
final class Sizing {
    private static final long GIB = 1L << 30;

    private static final Duration STARTUP_BASE = Duration.ofMinutes(15);
    private static final long LOAD_BYTES_PER_SECOND = 250_000_000;

    private Sizing() {}

    /**
     * <pre>
     * cpu            = 2 × (2 + GPUs)           logical processors
     * shared memory  = 16 GiB, with one GPU 1 GiB
     * memory         = 16 GiB + 8 GiB × GPUs + shared memory
     * </pre>
     *
     * <p>CPU: vLLM runs one HTTP process, one scheduler and one worker per GPU, all of them busy at once, and asks for
     * a physical core each, which is two logical ones. Shared memory (R59): workers exchange tensors through {@code
     * /dev/shm}; the engines' own instructions for tensor parallelism say 16 GiB, and a container's default of 64 MiB
     * stops it. Memory: interpreter, ROCm libraries and pinned buffers of each worker, with room for page cache while
     * weights are read; what lies in {@code /dev/shm} counts against a container's memory, so it is added.
     */
    static Resources resources(int gpuCount) {
        long shared = (gpuCount > 1 ? 16 : 1) * GIB;
        return new Resources(gpuCount, 2 * (2 + gpuCount), (16 + 8L * gpuCount) * GIB + shared, shared);
    }

    /**
     * How long the first start may take (R72), in whole minutes:
     * <pre>15 min + weights / 250 MB/s</pre>
     *
     * <p>The base covers what does not depend on size: kernels compiled for the first time (the longest seen on these
     * GPUs took 633 s), graph capture, warm-up. 250 MB/s is the slow end of network storage; a probe that gives up too
     * early restarts the load from nothing, one that waits too long costs only the time of a start that hangs. 16 GB
     * come to 17 minutes, 410 GB to 43, 689 GB to 61. Weights nobody knows count as all memory there is, as they
     * cannot be more.
     */
    static Duration startupBudget(Fit fit) {
        long bytes = fit.weightsBytes().orElse(fit.capacityBytes());
        long seconds = Math.ceilDiv(bytes, LOAD_BYTES_PER_SECOND);
        return STARTUP_BASE.plusMinutes(Math.ceilDiv(seconds, 60L));
    }
}
