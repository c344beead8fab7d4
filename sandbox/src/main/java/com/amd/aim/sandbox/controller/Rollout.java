package com.amd.aim.sandbox.controller;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.fabric8.kubernetes.api.model.apps.RollingUpdateDeployment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The arithmetic of a roll-out: how many pods each generation of a Deployment should have next. As the deployment
 * controller does it, one step at a time: first the new generation grows as far as {@code maxSurge} allows, then old
 * ones shrink, pods that are not available first, as far as {@code maxUnavailable} allows.
 *
 * @param replicas wanted in the end
 * @param maxSurge how many more there may be meanwhile
 * @param maxUnavailable how many fewer available ones there may be meanwhile
 * @param recreate whether every old pod goes before the first new one comes
 */
record Rollout(int replicas, int maxSurge, int maxUnavailable, boolean recreate) {

    /**
     * One generation.
     *
     * @param pods how many it is told to have
     * @param existing how many there are, those on their way out excepted
     * @param available how many of them are available
     */
    record Generation(String name, int pods, int existing, int available) {}

    /** Reads the specification as the API server completed it; percentages are of {@code replicas}. */
    static Rollout of(DeploymentSpec spec) {
        int replicas = Objects.requireNonNullElse(spec.getReplicas(), 1);
        DeploymentStrategy strategy = spec.getStrategy();
        if (strategy != null && "Recreate".equals(strategy.getType())) {
            return new Rollout(replicas, 0, replicas, true);
        }
        RollingUpdateDeployment rolling = strategy == null ? null : strategy.getRollingUpdate();
        int surge = count(rolling == null ? null : rolling.getMaxSurge(), replicas, true);
        int unavailable = count(rolling == null ? null : rolling.getMaxUnavailable(), replicas, false);
        if (surge == 0 && unavailable == 0) {
            unavailable = 1; // or nothing could ever move
        }
        return new Rollout(replicas, surge, Math.min(unavailable, replicas), false);
    }

    /** A count or a percentage, {@code 25%} where absent; surge rounds up, unavailable down. */
    private static int count(@Nullable IntOrString value, int replicas, boolean up) {
        String text = value == null
                ? "25%"
                : value.getIntVal() != null ? value.getIntVal().toString() : value.getStrVal();
        return count(text, replicas, up);
    }

    /** A count or a percentage, of which the fraction is rounded up or down. */
    static int count(String text, int replicas, boolean up) {
        if (!text.endsWith("%")) {
            return Integer.parseInt(text);
        }
        double exact = replicas * Integer.parseInt(text.substring(0, text.length() - 1)) / 100.0;
        return (int) (up ? Math.ceil(exact) : Math.floor(exact));
    }

    /**
     * The next step.
     *
     * @param fresh the generation of the present template
     * @param old the others, oldest first
     * @return new pod counts by name, of those generations only that change; empty when there is nothing to do now
     */
    Map<String, Integer> next(Generation fresh, List<Generation> old) {
        int total = fresh.pods + sum(old);
        if (recreate) {
            return sum(old) > 0 ? toZero(old) : gone(old) ? resize(fresh, replicas) : Map.of();
        }
        int grown = grown(fresh, total);
        if (grown != fresh.pods) {
            return Map.of(fresh.name, grown);
        }
        return shrunk(fresh, old, total);
    }

    private int grown(Generation fresh, int total) {
        if (fresh.pods > replicas) {
            return replicas;
        }
        int room = replicas + maxSurge - total;
        return fresh.pods + Math.clamp(room, 0, replicas - fresh.pods);
    }

    private Map<String, Integer> shrunk(Generation fresh, List<Generation> old, int total) {
        int minAvailable = replicas - maxUnavailable;
        int budget = total - minAvailable - Math.max(0, fresh.pods - fresh.available);
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Generation generation : old) {
            int cut = Math.clamp(budget, 0, Math.max(0, generation.pods - generation.available));
            counts.put(generation.name, generation.pods - cut);
            budget -= cut;
        }
        int spare =
                fresh.available + old.stream().mapToInt(Generation::available).sum() - minAvailable;
        for (Generation generation : old) {
            int left = counts.getOrDefault(generation.name, 0);
            int cut = Math.clamp(Math.min(spare, budget), 0, left);
            counts.put(generation.name, left - cut);
            spare -= cut;
            budget -= cut;
        }
        old.forEach(generation -> counts.remove(generation.name, generation.pods));
        return counts;
    }

    private static Map<String, Integer> resize(Generation generation, int pods) {
        return generation.pods == pods ? Map.of() : Map.of(generation.name, pods);
    }

    private static Map<String, Integer> toZero(List<Generation> old) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        old.stream().filter(generation -> generation.pods > 0).forEach(generation -> counts.put(generation.name, 0));
        return counts;
    }

    private static boolean gone(List<Generation> old) {
        return old.stream().allMatch(generation -> generation.existing == 0);
    }

    private static int sum(List<Generation> generations) {
        return generations.stream().mapToInt(Generation::pods).sum();
    }
}
