package com.amd.aim.kube.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The JSON form of a field set, {@code fieldsV1}: a tree whose leaves are {@code {}} and whose inner members have a dot. */
final class FieldsV1 {

    private static final String SELF = ".";

    private FieldsV1() {}

    static FieldSet parse(JsonNode fields) {
        List<FieldSet.Entry> entries = new ArrayList<>(fields.size());
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            if (!field.getKey().equals(SELF)) {
                FieldSet children = parse(field.getValue());
                boolean member = children.isEmpty() || field.getValue().has(SELF);
                entries.add(new FieldSet.Entry(PathElement.parse(field.getKey()), member, children));
            }
        }
        entries.sort(Comparator.comparing(FieldSet.Entry::element));
        return FieldSet.of(entries);
    }

    static ObjectNode print(FieldSet set) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        write(set, out);
        return out;
    }

    private static void write(FieldSet set, ObjectNode out) {
        for (FieldSet.Entry entry : set.entries()) {
            ObjectNode child = out.putObject(entry.element().text());
            if (entry.member() && !entry.children().isEmpty()) {
                child.putObject(SELF);
            }
            write(entry.children(), child);
        }
    }
}
