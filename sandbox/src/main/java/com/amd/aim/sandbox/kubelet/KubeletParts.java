package com.amd.aim.sandbox.kubelet;

import com.amd.aim.sandbox.client.EventRecorder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.InstantSource;

/** What all pods of all simulated nodes share. */
record KubeletParts(
        KubernetesClient client,
        KubeletSettings settings,
        ContainerRunner runner,
        ContainerLogs logs,
        PodAddresses addresses,
        Attachments attachments,
        ProbeCheck probes,
        EventRecorder events,
        InstantSource clock) {}
