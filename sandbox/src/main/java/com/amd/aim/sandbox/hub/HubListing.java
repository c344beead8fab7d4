package com.amd.aim.sandbox.hub;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a repository consists of, in the shapes of the hub's API. */
final class HubListing {
    private HubListing() {}

    /** The answer of {@code /api/models/<id>/revision/<revision>}; sizes and hashes only where asked for with {@code blobs=true}. */
    static ObjectNode info(TinyModel model, HubAccess access, boolean blobs) {
        HubAccess.Kind kind = access.kind();
        ObjectNode info = JsonNodeFactory.instance.objectNode();
        info.put("_id", model.commit().substring(0, 24))
                .put("id", model.id())
                .put("modelId", model.id())
                .put("sha", model.commit())
                .put("private", kind == HubAccess.Kind.PRIVATE)
                .put("disabled", false)
                .put("downloads", 0)
                .put("likes", 0);
        info.set(
                "gated",
                kind == HubAccess.Kind.GATED
                        ? JsonNodeFactory.instance.textNode("manual")
                        : JsonNodeFactory.instance.booleanNode(false));
        info.putArray("tags").add("safetensors");
        ArrayNode siblings = info.putArray("siblings");
        for (TinyFile file : model.files()) {
            ObjectNode sibling = siblings.addObject().put("rfilename", file.path());
            if (blobs) {
                sibling.put("size", file.content().length).put("blobId", file.gitId());
                large(sibling, file, "sha256");
            }
        }
        return info;
    }

    /** The answer of {@code /api/models/<id>/tree/<revision>}, always of all directories. */
    static ArrayNode tree(TinyModel model) {
        ArrayNode tree = JsonNodeFactory.instance.arrayNode();
        for (TinyFile file : model.files()) {
            ObjectNode entry = tree.addObject()
                    .put("type", "file")
                    .put("path", file.path())
                    .put("size", file.content().length)
                    .put("oid", file.gitId());
            large(entry, file, "oid");
        }
        return tree;
    }

    private static void large(ObjectNode entry, TinyFile file, String hashField) {
        if (file.large()) {
            entry.putObject("lfs")
                    .put(hashField, file.hash())
                    .put("size", file.content().length)
                    .put("pointerSize", file.pointer().length());
        }
    }
}
