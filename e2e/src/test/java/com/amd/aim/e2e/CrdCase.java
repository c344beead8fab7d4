package com.amd.aim.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One line of a table of what a CRD accepts and refuses.
 *
 * @param bound what refuses
 * @param at the field that is set
 * @param accepts a value that is accepted; empty: that of the base object
 * @param refuses a value that is refused; empty: the field is left out
 * @param says what the refusal says of it
 * @param update whether the rule looks at what was
 * @param without a field to leave out
 */
record CrdCase(
        CrdBound bound,
        String at,
        Optional<JsonNode> accepts,
        Optional<JsonNode> refuses,
        String says,
        boolean update,
        Optional<String> without) {
    private static final Pattern REPEAT = Pattern.compile("<(.)\\*(\\d+)>");
    private static final String ABSENT = "absent";

    static CrdCase of(JsonNode line) {
        String at = line.required("at").asText();
        String shown = at.replace("[]", "[0]").replace("{}", ".key");
        return new CrdCase(
                new CrdBound(line.path("of").asText(at), line.required("bound").asText()),
                at,
                Optional.ofNullable(line.get("accepts")).map(CrdCase::value),
                Optional.of(line.required("refuses"))
                        .filter(value -> !ABSENT.equals(value.asText()))
                        .map(CrdCase::value),
                repeated(line.required("says").asText()).replace("<at>", shown),
                "update".equals(line.path("on").asText()),
                Optional.ofNullable(line.get("without")).map(JsonNode::asText));
    }

    /** Whether it speaks of what only the operator writes. */
    boolean ofStatus() {
        return at.startsWith("status.");
    }

    /** The base object with what is accepted. */
    ObjectNode accepted(ObjectNode base) {
        return accepts.map(value -> with(base, Optional.of(value))).orElse(base);
    }

    /** The base object with what is refused. */
    ObjectNode refused(ObjectNode base) {
        return with(base, refuses);
    }

    private ObjectNode with(ObjectNode base, Optional<JsonNode> value) {
        ObjectNode changed = base.deepCopy();
        without.ifPresent(path -> CrdCase.set(changed, path, Optional.empty()));
        set(changed, at, value);
        return changed;
    }

    /** Sets a field, or leaves it out. */
    static void set(ObjectNode object, String path, Optional<JsonNode> value) {
        String[] steps = path.replace("[]", ".[]").replace("{}", ".key").split("\\.", -1);
        JsonNode parent = object;
        for (int step = 0; step < steps.length - 1; step++) {
            parent = steps[step].equals("[]") ? parent.get(0) : parent.get(steps[step]);
            if (parent == null) {
                throw new IllegalArgumentException("the base object has no " + path);
            }
        }
        String last = steps[steps.length - 1];
        if (last.equals("[]")) {
            ((ArrayNode) parent).set(0, value.orElseThrow());
        } else if (value.isPresent()) {
            ((ObjectNode) parent).set(last, value.get());
        } else {
            ((ObjectNode) parent).remove(last);
        }
    }

    /** A value with its abbreviations written out. */
    private static JsonNode value(JsonNode written) {
        if (written.has("items") && written.has("each")) {
            ArrayNode items = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < written.get("items").asInt(); i++) {
                items.add(numbered(written.get("each"), i));
            }
            return items;
        }
        if (written.has("entries")) {
            ObjectNode entries = JsonNodeFactory.instance.objectNode();
            for (int i = 0; i < written.get("entries").asInt(); i++) {
                entries.set("k" + i, numbered(written.get("each"), i));
            }
            return entries;
        }
        return written.isTextual() ? TextNode.valueOf(repeated(written.asText())) : written;
    }

    private static JsonNode numbered(JsonNode each, int number) {
        if (each.isTextual()) {
            return TextNode.valueOf(each.asText().replace("<#>", String.valueOf(number)));
        }
        if (!each.isObject()) {
            return each;
        }
        ObjectNode item = each.deepCopy();
        each.properties().forEach(property -> item.set(property.getKey(), numbered(property.getValue(), number)));
        return item;
    }

    private static String repeated(String text) {
        return REPEAT.matcher(text).replaceAll(found -> found.group(1).repeat(Integer.parseInt(found.group(2))));
    }
}
