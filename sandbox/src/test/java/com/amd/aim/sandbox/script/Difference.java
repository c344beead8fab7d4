package com.amd.aim.sandbox.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Something that two servers answer differently.
 *
 * @param at the script, the number of the step and the pointer in its answer
 */
public record Difference(String at, JsonNode recorded, JsonNode answered) {

    /** All between what was recorded of a script and what a server answered now; answers are numbered from 1. */
    public static List<Difference> between(Script script, JsonNode recorded, JsonNode answered) {
        List<Difference> found = new ArrayList<>();
        if (recorded.size() != answered.size()) {
            found.add(new Difference(script.toString(), recorded, answered));
            return found;
        }
        for (int step = 0; step < recorded.size(); step++) {
            collect(script + " " + (step + 1) + " ", recorded.get(step), answered.get(step), found);
        }
        return found;
    }

    private static void collect(String at, JsonNode recorded, JsonNode answered, List<Difference> found) {
        if (recorded.isObject() && answered.isObject()) {
            Set<String> keys = new TreeSet<>();
            recorded.fieldNames().forEachRemaining(keys::add);
            answered.fieldNames().forEachRemaining(keys::add);
            keys.forEach(key -> collect(at + "/" + key, child(recorded, key), child(answered, key), found));
        } else if (recorded.isArray() && answered.isArray() && recorded.size() == answered.size()) {
            for (int i = 0; i < recorded.size(); i++) {
                collect(at + "/" + i, recorded.get(i), answered.get(i), found);
            }
        } else if (!recorded.equals(answered)) {
            found.add(new Difference(at, recorded, answered));
        }
    }

    private static JsonNode child(JsonNode object, String key) {
        JsonNode child = object.get(key);
        return child == null ? MissingNode.getInstance() : child;
    }

    @Override
    public String toString() {
        return at + "\n    recorded: " + words(recorded) + "\n    answered: " + words(answered);
    }

    private static String words(JsonNode node) {
        return node.isMissingNode() ? "nothing" : node.toString();
    }
}
