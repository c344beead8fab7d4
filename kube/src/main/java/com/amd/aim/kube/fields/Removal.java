package com.amd.aim.kube.fields;

import com.amd.aim.kube.fields.FieldType.ListType;
import com.amd.aim.kube.fields.FieldType.MapType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes fields and list items out of an object; a container that becomes empty by this goes too, a leaf stays whole. */
final class Removal {

    private Removal() {}

    /** {@return the object without the members of the set; null for a container in which nothing is left} */
    static JsonNode of(FieldType type, JsonNode value, FieldSet remove) {
        return switch (type.resolve(type.shapeOf(value))) {
            case MAP -> fromMap(type.map(), value, remove);
            case LIST -> fromList(type.list(), value, remove);
            case SCALAR -> value;
        };
    }

    private static JsonNode fromMap(@Nullable MapType type, JsonNode value, FieldSet remove) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        if (type == null || type.atomic()) {
            return JsonNodeFactory.instance.nullNode();
        }
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            FieldSet.Entry entry = remove.find(new PathElement.Field(field.getKey()));
            FieldType fieldType = type.field(field.getKey());
            if (entry == null || fieldType == null) {
                out.set(field.getKey(), field.getValue());
            } else if (!entry.member()) {
                out.set(field.getKey(), of(fieldType, field.getValue(), entry.children()));
            }
        }
        return out.isEmpty() ? JsonNodeFactory.instance.nullNode() : out;
    }

    private static JsonNode fromList(@Nullable ListType type, JsonNode value, FieldSet remove) {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        if (type == null || type.atomic()) {
            return JsonNodeFactory.instance.nullNode();
        }
        FieldType itemType = type.items().get();
        for (JsonNode item : value) {
            FieldSet.Entry entry = find(type, item, remove);
            if (entry == null) {
                out.add(item);
            } else if (!entry.member()) {
                out.add(of(itemType, item, entry.children()));
            }
        }
        return out.isEmpty() ? JsonNodeFactory.instance.nullNode() : out;
    }

    private static FieldSet.@Nullable Entry find(ListType type, JsonNode item, FieldSet remove) {
        try {
            return remove.find(ListItems.element(type, item));
        } catch (ListItems.Unnamed _) {
            return null;
        }
    }
}
