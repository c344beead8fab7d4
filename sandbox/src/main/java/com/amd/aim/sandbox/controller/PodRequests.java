package com.amd.aim.sandbox.controller;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a pod asks of a node, per resource in base units (cores, bytes, devices). As the scheduler counts it: the sum
 * over the containers, or what one init container needs where that is more; init containers that keep running
 * ({@code restartPolicy: Always}) count as containers; the pod's overhead comes on top. A limit without a request is a
 * request.
 */
final class PodRequests {

    private PodRequests() {}

    static Map<String, BigDecimal> of(PodSpec spec) {
        Map<String, BigDecimal> sidecars = new TreeMap<>();
        Map<String, BigDecimal> peak = new TreeMap<>();
        for (Container init : spec.getInitContainers()) {
            Map<String, BigDecimal> needs = of(init);
            if ("Always".equals(init.getRestartPolicy())) {
                add(sidecars, needs);
            } else {
                Map<String, BigDecimal> together = new TreeMap<>(sidecars);
                add(together, needs);
                together.forEach((name, amount) -> peak.merge(name, amount, BigDecimal::max));
            }
        }
        Map<String, BigDecimal> sum = new TreeMap<>(sidecars);
        spec.getContainers().forEach(container -> add(sum, of(container)));
        peak.forEach((name, amount) -> sum.merge(name, amount, BigDecimal::max));
        if (spec.getOverhead() != null) {
            add(sum, amounts(spec.getOverhead()));
        }
        sum.values().removeIf(amount -> amount.signum() == 0);
        return sum;
    }

    private static Map<String, BigDecimal> of(Container container) {
        ResourceRequirements resources = container.getResources();
        Map<String, BigDecimal> needs = new TreeMap<>();
        if (resources != null && resources.getLimits() != null) {
            needs.putAll(amounts(resources.getLimits()));
        }
        if (resources != null && resources.getRequests() != null) {
            needs.putAll(amounts(resources.getRequests()));
        }
        return needs;
    }

    static Map<String, BigDecimal> amounts(Map<String, Quantity> quantities) {
        Map<String, BigDecimal> amounts = new TreeMap<>();
        quantities.forEach((name, quantity) -> amounts.put(name, quantity.getNumericalAmount()));
        return amounts;
    }

    private static void add(Map<String, BigDecimal> sum, Map<String, BigDecimal> more) {
        more.forEach((name, amount) -> sum.merge(name, amount, BigDecimal::add));
    }
}
