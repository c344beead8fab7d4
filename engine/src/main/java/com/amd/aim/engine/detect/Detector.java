package com.amd.aim.engine.detect;

import java.util.List;

/** One way to learn which GPUs there are. */
interface Detector {
    GpuSource source();

    Answer look(Host host);

    /** What it came to. */
    sealed interface Answer {
        /** At least one GPU. */
        record Gpus(List<GpuReading> readings) implements Answer {}

        /**
         * None.
         *
         * @param why a sentence
         */
        record None(String why) implements Answer {}
    }
}
