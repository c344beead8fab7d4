package com.amd.aim.sandbox.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * JSON pointers that may also say {@code *} for every child, and {@code [key=value]} for the items of a list that have it.
 */
final class Pointers {

    private Pointers() {}

    /** All nodes at the pointer. */
    static List<JsonNode> find(JsonNode root, String pointer) {
        List<JsonNode> found = List.of(root);
        for (String word : words(pointer)) {
            found = found.stream().flatMap(node -> children(node, word)).toList();
        }
        return found;
    }

    /** Takes fields away. */
    static void remove(JsonNode root, String pointer) {
        int last = pointer.lastIndexOf('/');
        String name = unescaped(pointer.substring(last + 1));
        for (JsonNode parent : find(root, pointer.substring(0, last))) {
            if (parent instanceof ObjectNode object) {
                object.remove(name);
            }
        }
    }

    /** Only what is at these pointers, under their own texts. */
    static ObjectNode only(ObjectNode root, List<String> pointers) {
        ObjectNode only = root.objectNode();
        for (String pointer : pointers) {
            List<JsonNode> found = find(root, pointer);
            if (found.size() == 1) {
                only.set(pointer, found.getFirst());
            } else {
                only.putArray(pointer).addAll(found);
            }
        }
        return only;
    }

    private static List<String> words(String pointer) {
        List<String> words = new ArrayList<>(Arrays.asList(pointer.split("/", -1)));
        words.removeFirst();
        words.replaceAll(Pointers::unescaped);
        return words;
    }

    private static String unescaped(String word) {
        return word.replace("~1", "/").replace("~0", "~");
    }

    private static Stream<JsonNode> children(JsonNode node, String word) {
        Stream<JsonNode> all = StreamSupport.stream(node.spliterator(), false);
        if (word.equals("*")) {
            return all;
        }
        if (word.startsWith("[")) {
            String[] wanted = word.substring(1, word.length() - 1).split("=", 2);
            return all.filter(item -> item.path(wanted[0]).asText().equals(wanted[1]));
        }
        return Stream.of(node.isArray() ? node.path(Integer.parseInt(word)) : node.path(word))
                .filter(Objects::nonNull)
                .filter(child -> !child.isMissingNode());
    }
}
