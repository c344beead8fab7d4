package com.amd.aim.sandbox.api.kinds;

import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.store.Stored;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A stored object as one API version shows it, with its bytes, so that lists of many objects are only copied out. */
public final class Form {

    private final ResourceType type;
    private final ObjectNode tree;
    private final byte[] fields;

    private Form(ResourceType type, ObjectNode tree) {
        this.type = type;
        this.tree = tree;
        ObjectNode rest = Json.shallow(tree);
        rest.remove("apiVersion");
        rest.remove("kind");
        this.fields = Json.bytes(rest);
    }

    /** The form of {@code stored} in {@code type}'s version. */
    public static Form of(Stored stored, ResourceType type) {
        return stored.derive(type, Form.class, object -> new Form(type, Conversion.fromStorage(object.tree(), type)));
    }

    /** The form of a tree that was not stored, after a dry run. */
    public static Form of(ObjectNode tree, ResourceType type) {
        return new Form(type, Conversion.fromStorage(tree, type));
    }

    /** With kind and apiVersion; not to be changed. */
    public ObjectNode tree() {
        return tree;
    }

    /** Writes the object as JSON. */
    public void write(OutputStream out) throws IOException {
        String head = "{\"kind\":\"" + type.kind() + "\",\"apiVersion\":\"" + type.apiVersion() + "\"";
        out.write(head.getBytes(StandardCharsets.UTF_8));
        if (fields.length > 2) {
            out.write(',');
        }
        out.write(fields, 1, fields.length - 1);
    }

    /** Writes the object as an item of a list: those of built-in kinds say neither kind nor apiVersion there. */
    public void writeItem(OutputStream out) throws IOException {
        if (type.custom() != null) {
            write(out);
        } else {
            out.write(fields);
        }
    }
}
