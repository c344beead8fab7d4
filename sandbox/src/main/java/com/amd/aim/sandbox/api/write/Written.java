package com.amd.aim.sandbox.api.write;

import com.amd.aim.sandbox.api.kinds.Form;
import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.store.Stored;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a write.
 *
 * @param tree the object as it is now, or as it would be after a dry run, in its storage form
 * @param stored null after a dry run
 * @param created whether there was none before
 */
public record Written(ObjectNode tree, @Nullable Stored stored, boolean created) {

    static Written kept(Stored stored, boolean created) {
        return new Written(stored.tree(), stored, created);
    }

    /** The outcome in an API version. */
    public Form form(ResourceType type) {
        return stored == null ? Form.of(tree, type) : Form.of(stored, type);
    }
}
