package com.amd.aim.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/** Makes JSON of few names and values, so that two of them have much in common; the same of the same seed. */
public final class RandomJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> NAMES = List.of("a", "b", "c", "d");

    private final Random random;

    public RandomJson(Random random) {
        this.random = random;
    }

    /** {@return any value, of at most so many levels} */
    public JsonNode value(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> JSON.numberNode(random.nextInt(3));
            case 1 -> JSON.numberNode(random.nextInt(3) / 2.0);
            case 2 -> JSON.textNode(name());
            case 3 -> JSON.booleanNode(random.nextBoolean());
            case 4 -> NullNode.instance;
            case 5 -> JSON.objectNode();
            case 6 -> list(depth - 1);
            default -> object(depth - 1);
        };
    }

    private ArrayNode list(int depth) {
        ArrayNode list = JSON.arrayNode();
        for (int i = random.nextInt(3); i > 0; i--) {
            list.add(value(depth));
        }
        return list;
    }

    /** {@return an object whose fields are values of at most so many levels} */
    public ObjectNode object(int depth) {
        ObjectNode object = JSON.objectNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            object.set(name(), value(depth));
        }
        return object;
    }

    /** {@return one of few names} */
    public String name() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    /** {@return whether a coin shows heads} */
    public boolean chance() {
        return random.nextBoolean();
    }

    /** {@return a number below another} */
    public int below(int bound) {
        return random.nextInt(bound);
    }
}
