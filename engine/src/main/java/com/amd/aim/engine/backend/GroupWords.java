package com.amd.aim.engine.backend;

import java.util.ArrayList;
import java.util.List;

/**
 * What an engine calls the things by which the servers of one replica on several nodes find each other. Each node runs
 * the same command with these arguments behind it.
 *
 * @param size how many nodes there are
 * @param rank which of them this is, from 0
 * @param leader where the node of rank 0 is met
 * @param leaderPort behind that address, with its colon; empty where the engine has a port of its own for it
 * @param followers what every node but the first is told as well
 */
public record GroupWords(String size, String rank, String leader, String leaderPort, List<String> followers) {
    /** Copies. */
    public GroupWords {
        followers = List.copyOf(followers);
    }

    /**
     * The arguments of one node.
     *
     * @param nodes how many there are
     * @param itsRank a number, or what stands for one where the command is started
     * @param leaderAddress likewise
     * @param leads whether it is the first
     */
    public List<String> member(int nodes, String itsRank, String leaderAddress, boolean leads) {
        List<String> arguments = new ArrayList<>(List.of(
                "--" + size, String.valueOf(nodes), "--" + rank, itsRank, "--" + leader, leaderAddress + leaderPort));
        if (!leads) {
            followers.forEach(flag -> arguments.add("--" + flag));
        }
        return arguments;
    }
}
