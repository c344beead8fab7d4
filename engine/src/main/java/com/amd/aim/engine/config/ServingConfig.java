package com.amd.aim.engine.config;

import com.amd.aim.engine.backend.GroupWords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything needed to start one replica, in words that no platform owns.
 *
 * @param image server image
 * @param command program and arguments, never one shell string; independent of the image's entry point
 * @param env environment of the engine, sorted by name; cache directories are added by whoever mounts them
 * @param resources what it asks for on each of its nodes
 * @param group the nodes it stretches over
 * @param port the server listens on
 * @param servedModelName what clients name in requests
 * @param healthPath answers 200 once the model can be used
 * @param unchecked why it is not certain that the engine takes its arguments; empty where it is
 * @param startupBudget how long to wait for that before giving up
 */
public record ServingConfig(
        String image,
        List<String> command,
        Map<String, String> env,
        Resources resources,
        Group group,
        int port,
        String servedModelName,
        String healthPath,
        Optional<String> unchecked,
        Duration startupBudget)
        implements Generation {
    /** Copies. */
    public ServingConfig {
        command = List.copyOf(command);
        env = Collections.unmodifiableMap(new TreeMap<>(env));
    }

    /**
     * The nodes of one replica.
     *
     * @param nodes how many, each with the same resources
     * @param words how the engine has them find each other
     */
    public record Group(int nodes, GroupWords words) {}

    /** The same with more patience. */
    public ServingConfig withStartupBudget(Duration budget) {
        return new ServingConfig(
                image, command, env, resources, group, port, servedModelName, healthPath, unchecked, budget);
    }

    /** Whether one replica needs several nodes. */
    public boolean spansNodes() {
        return group.nodes() > 1;
    }

    /**
     * Program and arguments on one of several nodes.
     *
     * @param rank of the node, from 0; or what stands for it where the command is started
     * @param leaderAddress where the first node is met; likewise
     * @param leads whether it is the first; only that one answers clients
     */
    public List<String> commandOfMember(String rank, String leaderAddress, boolean leads) {
        List<String> whole = new ArrayList<>(command);
        whole.addAll(group.words().member(group.nodes(), rank, leaderAddress, leads));
        return List.copyOf(whole);
    }
}
