package com.amd.aim.sandbox.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The causes of a refusal, which a server tells in any order: in {@code details}, and once more in the message. */
final class Causes {

    private Causes() {}

    /** The same refusal with its causes sorted; anything else as it is. */
    static ObjectNode sorted(ObjectNode status) {
        if (!(status.at("/details/causes") instanceof ArrayNode causes) || causes.size() < 2) {
            return status;
        }
        List<JsonNode> sorted = new ArrayList<>();
        causes.forEach(sorted::add);
        sorted.sort(Comparator.comparing(Causes::text));
        ObjectNode copy = status.deepCopy();
        copy.withObject("/details").putArray("causes").addAll(sorted);
        copy.put("message", message(status.path("message").asText(), sorted));
        return copy;
    }

    /** A message that is not made of its causes stays. */
    private static String message(String message, List<JsonNode> causes) {
        int from = message.indexOf('[');
        if (from < 0 || !message.endsWith("]")) {
            return message;
        }
        List<String> texts = causes.stream().map(Causes::text).distinct().toList();
        String rest = message.substring(from + 1, message.length() - 1);
        for (String text : texts) {
            int at = rest.indexOf(text);
            if (at < 0) {
                return message;
            }
            rest = rest.substring(0, at) + rest.substring(at + text.length());
        }
        return rest.replace(", ", "").isEmpty()
                ? message.substring(0, from) + "[" + String.join(", ", texts) + "]"
                : message;
    }

    private static String text(JsonNode cause) {
        return cause.path("field").asText() + ": " + cause.path("message").asText();
    }
}
