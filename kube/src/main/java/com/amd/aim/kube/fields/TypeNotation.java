package com.amd.aim.kube.fields;

import com.amd.aim.kube.fields.FieldType.ListType;
import com.amd.aim.kube.fields.FieldType.MapType;
import com.amd.aim.kube.fields.FieldType.NamedField;
import com.amd.aim.kube.fields.FieldType.Presence;
import com.amd.aim.kube.fields.FieldType.ScalarKind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the notation of one field in the table of built-in types, such as {@code [Container]@name~merge:name+}. */
final class TypeNotation {

    private final String text;
    private final Named named;
    private int at;

    /** Finds an object type by its name. */
    interface Named {
        FieldType find(String name, boolean atomic);
    }

    TypeNotation(String text, Named named) {
        this.text = text;
        this.named = named;
    }

    NamedField field() {
        Supplier<FieldType> type = type();
        PatchStrategy strategy = skip('~') ? strategy() : PatchStrategy.DEFAULT;
        Presence presence = skip('+') ? Presence.ALWAYS : skip('?') ? Presence.UNLESS_ZERO : Presence.WHEN_SET;
        JsonNode defaultValue = skip('=') ? TextNode.valueOf(word()) : null;
        if (at != text.length()) {
            throw new IllegalStateException("'" + text + "' is no type: '" + text.substring(at) + "' is left over");
        }
        return new NamedField(type, defaultValue, strategy, presence);
    }

    private Supplier<FieldType> type() {
        if (skip('[')) {
            return list();
        }
        if (skip('{')) {
            Supplier<FieldType> values = type();
            skip('}');
            FieldType map = FieldType.map(new MapType(skip('!'), Map.of(), values));
            return () -> map;
        }
        String name = word();
        FieldType known = simple(name);
        boolean atomic = skip('!');
        return known != null ? () -> known : () -> named.find(name, atomic);
    }

    private Supplier<FieldType> list() {
        Supplier<FieldType> items = type();
        skip(']');
        boolean atomic = !skip('@');
        String keys = atomic ? "" : words();
        List<String> names = keys.isEmpty() ? List.of() : List.of(keys.split(",", -1));
        FieldType list = FieldType.list(new ListType(atomic, names, items));
        return () -> list;
    }

    private static @Nullable FieldType simple(String name) {
        return switch (name) {
            case "s" -> FieldType.scalar(ScalarKind.STRING);
            case "n" -> FieldType.scalar(ScalarKind.NUMERIC);
            case "b" -> FieldType.scalar(ScalarKind.BOOLEAN);
            case "u" -> FieldType.scalar(ScalarKind.UNTYPED);
            case "any" -> FieldType.DEDUCED;
            case "opaque" -> FieldType.OPAQUE;
            default -> null;
        };
    }

    private PatchStrategy strategy() {
        List<String> words = List.of(words().split(",", -1));
        String key = skip(':') ? word() : "";
        return new PatchStrategy(words.contains("merge"), words.contains("replace"), key);
    }

    private boolean skip(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private String word() {
        int start = at;
        while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private String words() {
        int start = at;
        do {
            word();
        } while (skip(','));
        return text.substring(start, at);
    }
}
