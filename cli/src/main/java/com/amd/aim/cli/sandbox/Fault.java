package com.amd.aim.cli.sandbox;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Something that goes wrong in a sandbox because somebody asked for it; as JSON it is what {@code aim sandbox fault} sends. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "fault")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Fault.NodeLost.class, name = "node-lost"),
    @JsonSubTypes.Type(value = Fault.GpuUnhealthy.class, name = "gpu-unhealthy"),
    @JsonSubTypes.Type(value = Fault.Hub.class, name = "hub"),
    @JsonSubTypes.Type(value = Fault.DiskFull.class, name = "disk-full"),
    @JsonSubTypes.Type(value = Fault.ApiErrors.class, name = "api-errors")
})
public sealed interface Fault {

    /** What it is about: of two faults about the same the later one replaces the other. */
    String subject();

    /** What is wrong, for people. */
    String sentence();

    /** A machine is gone, and its Node object too. */
    record NodeLost(String node) implements Fault {
        @Override
        public String subject() {
            return "node " + node;
        }

        @Override
        public String sentence() {
            return "Node %s is gone, with all that ran on it.".formatted(node);
        }
    }

    /**
     * GPUs of a node are broken.
     *
     * @param gpus how many; null: all
     */
    record GpuUnhealthy(String node, @Nullable Integer gpus) implements Fault {
        @Override
        public String subject() {
            return "GPUs of node " + node;
        }

        @Override
        public String sentence() {
            return "%s of node %s cannot be allocated; pods that have them go on."
                    .formatted(gpus == null ? "All GPUs" : gpus + " GPUs", node);
        }
    }

    /** The model hub fails those who download. */
    record Hub(Trouble trouble) implements Fault {

        /** How it fails. */
        public enum Trouble {
            DOWN("The hub closes every connection without an answer."),
            SLOW("The hub sends each file at %d KiB/s.".formatted(Faults.SLOW_BYTES_PER_SECOND >> 10)),
            CORRUPT("The hub sends every file with a byte wrong.");

            private final String sentence;

            Trouble(String sentence) {
                this.sentence = sentence;
            }

            /** As people write it. */
            @Override
            public String toString() {
                return name().toLowerCase(Locale.ROOT);
            }
        }

        @Override
        public String subject() {
            return "hub";
        }

        @Override
        public String sentence() {
            return trouble.sentence;
        }
    }

    /** Volumes have no room. */
    record DiskFull() implements Fault {
        @Override
        public String subject() {
            return "disk";
        }

        @Override
        public String sentence() {
            return "Volumes are full: a download that begins finds no room.";
        }
    }

    /**
     * The API server refuses requests.
     *
     * @param rate which share of them, above 0 and up to 1
     */
    record ApiErrors(double rate) implements Fault {
        @Override
        public String subject() {
            return "API server";
        }

        @Override
        public String sentence() {
            return "The API server answers %s%% of requests with 429, 500 or 503, but for those of the cluster itself."
                    .formatted(Math.round(rate * 100));
        }
    }
}
