package com.amd.aim.sandbox.api.collect;

import com.amd.aim.sandbox.api.kinds.Kinds;
import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.model.ApiFailure;
import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Meta;
import com.amd.aim.sandbox.api.store.Change;
import com.amd.aim.sandbox.api.store.Key;
import com.amd.aim.sandbox.api.store.Store;
import com.amd.aim.sandbox.api.store.Stored;
import com.amd.aim.sandbox.api.write.DeleteOptions;
import com.amd.aim.sandbox.api.write.Deleter;
import com.amd.aim.sandbox.api.write.WriteRequest;
import com.amd.aim.sandbox.api.write.Writer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Empties namespaces that are being deleted, then lets them go. */
final class NamespaceCleaner implements Chore {

    private static final String NAMESPACES = "/namespaces";

    private final Set<String> terminating = new HashSet<>();
    private final Store store;
    private final Kinds kinds;
    private final Writer writer;
    private final Deleter deleter;

    NamespaceCleaner(Store store, Kinds kinds, Writer writer, Deleter deleter) {
        this.store = store;
        this.kinds = kinds;
        this.writer = writer;
        this.deleter = deleter;
    }

    @Override
    public Collection<Key> concernedBy(Change change) {
        Key key = change.key();
        Stored after = change.after();
        if (key.storage().equals(NAMESPACES)) {
            if (after == null) {
                terminating.remove(key.name());
            } else if (Meta.isBeingDeleted(after.tree())) {
                terminating.add(key.name());
                return List.of(key);
            }
            return List.of();
        }
        // something that a terminating namespace waited for, or that came in just before
        return terminating.contains(key.namespace()) ? List.of(new Key(NAMESPACES, "", key.namespace())) : List.of();
    }

    @Override
    public void attend(Key key) {
        if (store.get(key).filter(found -> Meta.isBeingDeleted(found.tree())).isEmpty()) {
            return;
        }
        NamespaceRemains remains = new NamespaceRemains();
        Set<String> seen = new HashSet<>();
        for (ResourceType type : kinds.all()) {
            if (type.namespaced() && seen.add(type.storage())) {
                remains.add(type, clear(type, key.name()));
            }
        }
        if (remains.isEmpty()) {
            release(key);
        } else {
            writer.patch(request(key, "status"), remains::told);
        }
    }

    /** Returns what does not go at once. */
    private List<Stored> clear(ResourceType type, String namespace) {
        List<Stored> objects = store.list(type.storage(), namespace).objects();
        for (Stored object : objects) {
            if (!Meta.isBeingDeleted(object.tree())) {
                delete(type, object);
            }
        }
        return store.list(type.storage(), namespace).objects();
    }

    private void delete(ResourceType type, Stored object) {
        try {
            deleter.delete(
                    WriteRequest.internal(type, object.key(), "", ""),
                    DeleteOptions.of(Meta.uid(object.tree()), DeleteOptions.Propagation.BACKGROUND));
        } catch (ApiFailure failure) {
            if (failure.code() != 404 && failure.code() != 409) {
                throw failure;
            }
        }
    }

    private void release(Key key) {
        writer.patch(request(key, "finalize"), namespace -> {
            ObjectNode next = namespace.deepCopy();
            Json.child(next, "spec").remove("finalizers");
            return next;
        });
    }

    private WriteRequest request(Key key, String subresource) {
        return WriteRequest.internal(kinds.builtIn("", "namespaces"), key, subresource, "kube-controller-manager");
    }
}
