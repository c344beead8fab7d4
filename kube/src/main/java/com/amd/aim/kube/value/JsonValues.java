package com.amd.aim.kube.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Equality and a total order of JSON values in which 1 and 1.0 are the same number. */
public final class JsonValues {

    private JsonValues() {}

    /** {@return whether both are the same value; numbers by value, objects without regard to order} */
    @SuppressWarnings("ReferenceEquality") // merged trees share what did not change: no need to look inside
    public static boolean equal(@Nullable JsonNode left, @Nullable JsonNode right) {
        if (left == right) {
            return true;
        }
        if (left == null || right == null) {
            return false;
        }
        if (left.isNumber() && right.isNumber()) {
            return compareNumbers(left, right) == 0;
        }
        if (left.isObject() && right.isObject()) {
            return equalObjects(left, right);
        }
        if (left.isArray() && right.isArray()) {
            return equalArrays(left, right);
        }
        return left.equals(right);
    }

    private static boolean equalObjects(JsonNode left, JsonNode right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (Map.Entry<String, JsonNode> field : left.properties()) {
            JsonNode other = right.get(field.getKey());
            if (other == null || !equal(field.getValue(), other)) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalArrays(JsonNode left, JsonNode right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!equal(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Orders numbers before strings before booleans before lists before objects before null. */
    public static int compare(JsonNode left, JsonNode right) {
        int ranks = Integer.compare(rank(left), rank(right));
        if (ranks != 0) {
            return ranks;
        }
        return switch (left.getNodeType()) {
            case NUMBER -> compareNumbers(left, right);
            case STRING -> left.textValue().compareTo(right.textValue());
            case BOOLEAN -> Boolean.compare(left.booleanValue(), right.booleanValue());
            case ARRAY -> compareArrays(left, right);
            case OBJECT -> compareObjects(left, right);
            default -> 0;
        };
    }

    private static int rank(JsonNode value) {
        return switch (value.getNodeType()) {
            case NUMBER -> 0;
            case STRING -> 1;
            case BOOLEAN -> 2;
            case ARRAY -> 3;
            case OBJECT -> 4;
            default -> 5;
        };
    }

    private static int compareNumbers(JsonNode left, JsonNode right) {
        if (left.isIntegralNumber()
                && right.isIntegralNumber()
                && left.canConvertToLong()
                && right.canConvertToLong()) {
            return Long.compare(left.longValue(), right.longValue());
        }
        BigDecimal number = left.decimalValue();
        return number.compareTo(right.decimalValue());
    }

    private static int compareArrays(JsonNode left, JsonNode right) {
        Iterator<JsonNode> others = right.iterator();
        for (JsonNode item : left) {
            if (!others.hasNext()) {
                return 1;
            }
            int order = compare(item, others.next());
            if (order != 0) {
                return order;
            }
        }
        return others.hasNext() ? -1 : 0;
    }

    private static int compareObjects(JsonNode left, JsonNode right) {
        TreeSet<String> names = new TreeSet<>();
        left.fieldNames().forEachRemaining(names::add);
        right.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            JsonNode mine = left.get(name);
            JsonNode other = right.get(name);
            if (mine == null || other == null) {
                return mine == null ? 1 : -1;
            }
            int order = compare(mine, other);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
