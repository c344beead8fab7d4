package com.amd.aim.sandbox.api.serve;

import com.amd.aim.sandbox.api.kinds.Form;
import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.model.ApiFailure;
import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.serve.Negotiation.Shape;
import com.amd.aim.sandbox.api.tables.Tables;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Objects, lists and watch events in the form a client accepts. */
final class Rendering {

    private static final Set<String> INCLUDED = Set.of("", "Metadata", "Object", "None");

    private final ResourceType type;
    private final Negotiation form;
    private final Tables tables;
    private final String includeObject;
    private boolean headed;

    Rendering(ResourceType type, Call call, Tables tables) {
        this.type = type;
        this.form = Negotiation.of(call);
        this.tables = tables;
        this.includeObject = call.query("includeObject");
        if (form.shape() == Shape.TABLE && !INCLUDED.contains(includeObject)) {
            throw ApiFailure.badRequest("Unable to convert to Table as requested: includeObject: Invalid value: \""
                    + includeObject + "\": must be 'Metadata', 'Object', 'None', or empty");
        }
    }

    /** Writes one object as the whole answer or as an event's object. */
    void one(Form object, OutputStream out) throws IOException {
        switch (form.shape()) {
            case OBJECT -> object.write(out);
            case METADATA -> out.write(Json.bytes(metadata(object)));
            case TABLE ->
                out.write(Json.bytes(tables.table(
                        type,
                        List.of(object.tree()),
                        listMeta(object.tree()
                                .path("metadata")
                                .path("resourceVersion")
                                .asText()),
                        includeObject,
                        !headed)));
        }
    }

    byte[] one(Form object) throws IOException {
        form.requireFits(type, false);
        ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
        one(object, out);
        return out.toByteArray();
    }

    /** A list; {@code meta} holds resourceVersion and what belongs to paging. */
    byte[] list(List<Form> objects, ObjectNode meta) throws IOException {
        form.requireFits(type, true);
        return switch (form.shape()) {
            case TABLE ->
                Json.bytes(tables.table(type, objects.stream().map(Form::tree).toList(), meta, includeObject, true));
            case METADATA -> items("PartialObjectMetadataList", form.apiVersion(), objects, meta);
            case OBJECT -> {
                if (type.custom() != null && !meta.has("continue")) {
                    meta.put("continue", ""); // lists of custom resources always say it
                }
                yield items(type.listKind(), type.apiVersion(), objects, meta);
            }
        };
    }

    private byte[] items(String kind, String apiVersion, List<Form> objects, ObjectNode meta) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256 + 2048 * objects.size());
        ascii(out, "{\"kind\":\"" + kind + "\",\"apiVersion\":\"" + apiVersion + "\",\"metadata\":");
        out.write(Json.bytes(meta));
        ascii(out, ",\"items\":[");
        for (int i = 0; i < objects.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            if (form.shape() == Shape.METADATA) {
                out.write(Json.bytes(metadata(objects.get(i))));
            } else {
                objects.get(i).writeItem(out);
            }
        }
        ascii(out, "]}");
        return out.toByteArray();
    }

    /** Writes a line of a watch. */
    void event(String kind, Form object, OutputStream out) throws IOException {
        ascii(out, "{\"type\":\"" + kind + "\",\"object\":");
        one(object, out);
        headed = true;
        ascii(out, "}\n");
    }

    /** Writes the line that says up to which version a watch has told everything. */
    void bookmark(long version, boolean initialEventsEnd, OutputStream out) throws IOException {
        ObjectNode object = Json.object();
        if (form.shape() == Shape.OBJECT) {
            object.put("kind", type.kind()).put("apiVersion", type.apiVersion());
        } else {
            object.put("kind", form.shape() == Shape.TABLE ? "Table" : "PartialObjectMetadata")
                    .put("apiVersion", form.apiVersion());
        }
        ObjectNode metadata = object.putObject("metadata").put("resourceVersion", Long.toString(version));
        if (initialEventsEnd) {
            metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
        }
        if (form.shape() == Shape.TABLE) {
            object.putArray("columnDefinitions");
            object.putArray("rows");
        }
        ascii(out, "{\"type\":\"BOOKMARK\",\"object\":" + object + "}\n");
    }

    static ObjectNode listMeta(String version) {
        return Json.object().put("resourceVersion", version);
    }

    private ObjectNode metadata(Form object) {
        ObjectNode partial = Json.object().put("kind", "PartialObjectMetadata").put("apiVersion", form.apiVersion());
        partial.set("metadata", object.tree().path("metadata"));
        return partial;
    }

    static void ascii(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
