package com.amd.aim.sandbox.kubelet;

import com.amd.aim.sandbox.kubelet.ProbeTrack.Kind;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Optional;

/** What the thread that looks after a pod is told. */
sealed interface PodMessage {

    /** The pod as the API has it now. */
    record Seen(Pod pod) implements PodMessage {}

    /** There is no such pod any more. */
    record Gone() implements PodMessage {}

    /** The node has gone, and all that runs on it at once; nobody is left who could tell the API. */
    record NodeLost() implements PodMessage {}

    /** The kubelet stops, and with it what it runs; the pod's files stay for the next one. */
    record Stopped() implements PodMessage {}

    /** A run of a container has ended. */
    record Exited(String container, int run, int exitCode) implements PodMessage {}

    /** A probe has looked. */
    record Probed(String container, int run, Kind kind, Optional<String> failure) implements PodMessage {}
}
