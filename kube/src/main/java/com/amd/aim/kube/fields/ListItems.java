package com.amd.aim.kube.fields;

import com.amd.aim.kube.fields.FieldType.ListType;
import com.amd.aim.kube.fields.FieldType.MapType;
import com.amd.aim.kube.fields.FieldType.NamedField;
import com.amd.aim.kube.value.GoText;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names the items of lists that are merged item by item. */
final class ListItems {

    private ListItems() {}

    /** An item that cannot be named; the message says why. */
    static final class Unnamed extends Exception {
        private static final long serialVersionUID = 1L;

        Unnamed(String message) {
            super(message, null, false, false);
        }
    }

    /** {@return the path element of an item: its keys, or in a set its value} */
    static PathElement element(ListType list, JsonNode item) throws Unnamed {
        return list.keys().isEmpty() ? ofSet(item) : keyed(list, item);
    }

    private static PathElement ofSet(JsonNode item) throws Unnamed {
        return switch (item.getNodeType()) {
            case OBJECT -> throw new Unnamed("associative list without keys has an element that's a map type");
            case ARRAY -> throw new Unnamed("not supported: associative list with lists as elements");
            case NULL -> throw new Unnamed("associative list without keys has an element that's an explicit null");
            default -> new PathElement.Value(item);
        };
    }

    private static PathElement keyed(ListType list, JsonNode item) throws Unnamed {
        if (!item.isObject()) {
            String what = item.isNull() ? "a null element" : "non-map elements";
            throw new Unnamed("associative list with keys may not have " + what);
        }
        TreeMap<String, JsonNode> keys = new TreeMap<>();
        for (String name : list.keys()) {
            JsonNode value = item.has(name) ? item.get(name) : defaultOf(list, name);
            if (value != null) {
                keys.put(name, value);
            }
        }
        if (keys.isEmpty()) {
            String names = list.keys().stream().map(GoText::quote).collect(Collectors.joining(" ", "[", "]"));
            throw new Unnamed("associative list with keys has an element that omits all key fields " + names
                    + " (and doesn't have default values for any key fields)");
        }
        return PathElement.key(keys);
    }

    private static @Nullable JsonNode defaultOf(ListType list, String key) {
        MapType item = list.items().get().map();
        NamedField field = item == null ? null : item.fields().get(key);
        return field == null ? null : field.defaultValue();
    }
}
