package com.amd.aim.sandbox.kubelet;

import com.amd.aim.sandbox.client.EventRecorder;
import com.amd.aim.sandbox.client.Key;
import com.amd.aim.sandbox.kubelet.ProbeTrack.Kind;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Locale;

/** What a kubelet tells of a pod, in its words. */
record PodEvents(EventRecorder recorder, Pod pod) {

    void started(String container) {
        recorder.normal(pod, part(container), "Started", "Container started");
    }

    void failed(String container, String message) {
        recorder.warning(pod, part(container), "Failed", "Error: " + message);
    }

    void unhealthy(String container, Kind probe, String message) {
        recorder.warning(pod, part(container), "Unhealthy", probe.word() + " probe failed: " + message);
    }

    void failedProbe(String container, Kind probe) {
        String message = "Container %s failed %s probe, will be restarted"
                .formatted(container, probe.word().toLowerCase(Locale.ROOT));
        recorder.normal(pod, part(container), "Killing", message);
    }

    void stopping(String container) {
        recorder.normal(pod, part(container), "Killing", "Stopping container " + container);
    }

    void backOff(String container) {
        String message = "Back-off restarting failed container %s in pod %s_%s(%s)"
                .formatted(
                        container,
                        Key.of(pod).name(),
                        Key.of(pod).namespace(),
                        pod.getMetadata().getUid());
        recorder.warning(pod, part(container), "BackOff", message);
    }

    void postponed(String reason, String message) {
        recorder.warning(pod, reason, message);
    }

    private static String part(String container) {
        return "spec.containers{" + container + "}";
    }
}
