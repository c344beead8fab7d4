package com.amd.aim.sandbox.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a hub was asked and how many bytes of files it sent, since its start or {@link #reset}. */
public final class HubTraffic {
    private final List<HubRequest> requests = new ArrayList<>();
    private final Map<String, Long> bytes = new TreeMap<>();

    /** All requests in the order they came. */
    public synchronized List<HubRequest> requests() {
        return List.copyOf(requests);
    }

    /** Bytes of all files of a repository that were sent. */
    public synchronized long bytesOf(String id) {
        return bytes.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(id + "/"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Bytes of one file that were sent. */
    public synchronized long bytesOf(String id, String path) {
        return bytes.getOrDefault(id + "/" + path, 0L);
    }

    /** Forgets everything so far. */
    public synchronized void reset() {
        requests.clear();
        bytes.clear();
    }

    synchronized void asked(HubRequest request) {
        requests.add(request);
    }

    synchronized void sent(String id, String path, int more) {
        bytes.merge(id + "/" + path, (long) more, Long::sum);
    }
}
