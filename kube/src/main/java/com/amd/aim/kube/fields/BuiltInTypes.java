package com.amd.aim.kube.fields;

import com.amd.aim.kube.fields.FieldType.MapType;
import com.amd.aim.kube.fields.FieldType.NamedField;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types of the kinds that every cluster has, read once from {@code builtin-types.json}, which explains its notation. */
final class BuiltInTypes {

    private static final String FILE = "builtin-types.json";
    private static final List<String> SPEC = List.of("spec");

    private final Map<String, FieldType> types = new HashMap<>();
    private final Map<String, FieldTypes> kinds = new HashMap<>();

    /** By their fields, which an atomic form of a type has as well. */
    private final IdentityHashMap<Map<String, NamedField>, String> names = new IdentityHashMap<>();

    /** Loads the table when it is first asked for. */
    private static final class Loaded {
        static final BuiltInTypes TABLE = new BuiltInTypes(read());
    }

    private static JsonNode read() {
        try (InputStream in = BuiltInTypes.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not on the class path");
            }
            return new JsonMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }

    private BuiltInTypes(JsonNode table) {
        for (Map.Entry<String, JsonNode> type : table.path("types").properties()) {
            MapType parsed = parseFields(type.getValue().textValue(), false);
            types.put(type.getKey(), FieldType.map(parsed));
            if (!parsed.fields().isEmpty()) {
                names.put(parsed.fields(), type.getKey());
            }
        }
        for (Map.Entry<String, JsonNode> kind : table.path("kinds").properties()) {
            kinds.put(kind.getKey(), kindOf(kind, table.path("statusResets")));
        }
    }

    /** {@return the types of a built-in kind, null when it is none} */
    static @Nullable FieldTypes of(String apiVersion, String kind) {
        return Loaded.TABLE.kinds.get(apiVersion + " " + kind);
    }

    /** {@return a type of the table, by its name there} */
    static FieldType named(String name) {
        return Loaded.TABLE.type(name);
    }

    /** {@return what the table calls a type; null for one without a name} */
    static @Nullable String nameOf(MapType type) {
        return Loaded.TABLE.names.get(type.fields());
    }

    private FieldTypes kindOf(Map.Entry<String, JsonNode> kind, JsonNode statusResets) {
        FieldType root = type(kind.getValue().textValue());
        boolean status = root.map() != null && root.map().fields().containsKey("status");
        List<String> resets = SPEC;
        if (statusResets.has(kind.getKey())) {
            resets = new ArrayList<>();
            for (JsonNode path : statusResets.get(kind.getKey())) {
                resets.add(path.textValue());
            }
        }
        return new FieldTypes(root, FieldTypes.Resets.of(status, resets), StoredForm.emptyOf(root), true);
    }

    private FieldType type(String name) {
        FieldType type = types.get(name);
        if (type == null) {
            throw new IllegalStateException(FILE + " uses the type '" + name + "' but does not define it");
        }
        return type;
    }

    private MapType parseFields(String text, boolean atomic) {
        Map<String, NamedField> fields = new HashMap<>();
        for (String field : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
            int colon = field.indexOf(':');
            fields.put(
                    field.substring(0, colon), new TypeNotation(field.substring(colon + 1), this::reference).field());
        }
        return new MapType(atomic, Map.copyOf(fields), null);
    }

    /** {@return a named type; an atomic one is a leaf} */
    private FieldType reference(String name, boolean atomic) {
        FieldType type = type(name);
        return atomic && type.map() != null
                ? FieldType.map(
                        new MapType(true, type.map().fields(), type.map().others()))
                : type;
    }
}
