package com.amd.aim.sandbox.client;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the ports of a pod's containers are listened on. On a system that gives every pod an address of its own they
 * are themselves; elsewhere (macOS has 127.0.0.1 only) free ports stand for them, and the pod's annotation {@value
 * #ANNOTATION} says which: {@code 8000=53124,9000=53125}.
 *
 * @param free what listens in place of a container port, by container port; empty where ports are themselves
 */
public record PortMap(Map<Integer, Integer> free) {

    /** Written by the kubelet together with the pod's status. */
    public static final String ANNOTATION = "sandbox.aim.amd.com/ports";

    public PortMap {
        free = new TreeMap<>(free);
    }

    /** As the pod's annotation says. */
    public static PortMap of(Pod pod) {
        Map<String, String> annotations = pod.getMetadata().getAnnotations();
        return parse(annotations == null ? null : annotations.get(ANNOTATION));
    }

    static PortMap parse(@Nullable String text) {
        Map<Integer, Integer> free = new TreeMap<>();
        if (text != null && !text.isEmpty()) {
            for (String pair : text.split(",", -1)) {
                int equals = pair.indexOf('=');
                free.put(Integer.valueOf(pair.substring(0, equals)), Integer.valueOf(pair.substring(equals + 1)));
            }
        }
        return new PortMap(free);
    }

    /** The port to connect to in place of {@code containerPort}. */
    public int listening(int containerPort) {
        return free.getOrDefault(containerPort, containerPort);
    }

    /** As the annotation spells it; empty where there is nothing to say. */
    public String print() {
        return free.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(","));
    }
}
