package com.amd.aim.operator.render;

import com.amd.aim.operator.api.Names;
import java.util.Map;
import java.util.TreeMap;

/** The labels of what belongs to a service. */
public final class ServerLabels {
    private static final String APPLICATION = "aim-server";

    private ServerLabels() {}

    /** Selects the servers' pods; it can never change, so it holds no more than it must. */
    public static Map<String, String> selector(String service) {
        return Map.of(Names.LABEL_SERVICE, service);
    }

    /** The selector as text, as the scale subresource wants it. */
    public static String selectorText(String service) {
        return Names.LABEL_SERVICE + "=" + service;
    }

    static Map<String, String> of(String service) {
        Map<String, String> labels = new TreeMap<>(selector(service));
        labels.put(Names.LABEL_NAME, APPLICATION);
        labels.put(Names.LABEL_INSTANCE, service);
        labels.put(Names.LABEL_COMPONENT, "server");
        labels.put(Names.LABEL_MANAGED_BY, Names.FIELD_MANAGER);
        return labels;
    }

    /** Pods also name their cache, which is how a failed check of the files finds it. */
    static Map<String, String> ofPod(String service, String cache) {
        Map<String, String> labels = of(service);
        labels.put(Names.LABEL_CACHE, cache);
        return labels;
    }
}
