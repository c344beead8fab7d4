package com.amd.aim.engine.fit;

/**
 * How one replica is laid out over its GPUs.
 *
 * @param tensor GPUs that share out every layer
 * @param pipeline groups of layers, each on GPUs of its own
 * @param data copies of the attention, each with its own requests and KV cache
 * @param expert whether the experts of a mixture are dealt out whole over {@code tensor × data} GPUs, instead of each
 *     being cut into {@code tensor} parts and copied {@code data} times
 */
public record Layout(int tensor, int pipeline, int data, boolean expert) {
    /** All GPUs share out every layer. */
    public static Layout tensor(int gpus) {
        return new Layout(gpus, 1, 1, false);
    }

    /**
     * Over that many GPUs; what pipeline and data parallelism leave is tensor parallelism.
     *
     * @param pipeline counts as 1 where it and {@code data} do not divide the GPUs
     */
    public static Layout of(int gpus, long pipeline, long data, boolean expert) {
        boolean divides = pipeline > 0 && data > 0 && pipeline <= gpus && data <= gpus && gpus % (pipeline * data) == 0;
        return divides
                ? new Layout((int) (gpus / (pipeline * data)), (int) pipeline, (int) data, expert)
                : new Layout(gpus, 1, 1, expert);
    }

    /** All GPUs of the replica. */
    public int gpus() {
        return tensor * pipeline * data;
    }
}
