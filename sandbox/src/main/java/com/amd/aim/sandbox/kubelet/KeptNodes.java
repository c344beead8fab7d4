package com.amd.aim.sandbox.kubelet;

import com.amd.aim.engine.hardware.GpuCatalog;
import com.amd.aim.sandbox.state.Ground;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/** Nodes in one line of text, to be simulated again another time: in their short form, or each in full. */
public final class KeptNodes {

    private static final JsonMapper JSON = new JsonMapper();

    private KeptNodes() {}

    /** Each in full. */
    public static String write(List<SimulatedNode> nodes) {
        try {
            return JSON.writeValueAsString(nodes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("nodes are plain values", e);
        }
    }

    /** Those of the last time; none where they cannot be any more. */
    public static List<SimulatedNode> before(Ground ground, GpuCatalog catalog) {
        try {
            return ground.nodes().map(text -> read(text, catalog)).orElse(List.of());
        } catch (IllegalArgumentException _) {
            return List.of();
        }
    }

    /**
     * Reads either.
     *
     * @throws IllegalArgumentException with a sentence that says what was expected
     */
    public static List<SimulatedNode> read(String text, GpuCatalog catalog) {
        if (!text.startsWith("[")) {
            return SimulatedNode.parse(text, catalog);
        }
        try {
            return List.of(JSON.readValue(text, SimulatedNode[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("they are no list of nodes: " + e.getOriginalMessage() + ".", e);
        }
    }
}
