package com.amd.aim.sandbox.api.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Takes fields out of an object by their paths. */
final class UnknownFields {

    private static final Pattern STEP = Pattern.compile("\\[(\\d+)]|([^.\\[]+)");

    private UnknownFields() {}

    /** Removes fields such as {@code spec.list[0].foo} from a tree that is being built. */
    static void remove(ObjectNode from, List<String> paths) {
        paths.forEach(path -> remove(from, STEP.matcher(path).results().toList()));
    }

    private static void remove(JsonNode from, List<MatchResult> steps) {
        JsonNode at = from;
        for (MatchResult step : steps.subList(0, steps.size() - 1)) {
            at = step.group(1) == null ? at.path(step.group(2)) : at.path(Integer.parseInt(step.group(1)));
        }
        String last = steps.getLast().group(2);
        if (at instanceof ObjectNode object && last != null) {
            object.remove(last);
        }
    }
}
