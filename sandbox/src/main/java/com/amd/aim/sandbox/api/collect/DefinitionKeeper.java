package com.amd.aim.sandbox.api.collect;

import com.amd.aim.sandbox.api.kinds.Kinds;
import com.amd.aim.sandbox.api.kinds.ResourceType;
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
import java.util.Optional;
import java.util.Set;

/** Reports definitions as established; deletes the objects of a definition that is being deleted, then lets it go. */
final class DefinitionKeeper implements Chore {

    private static final String DEFINITIONS = "apiextensions.k8s.io/customresourcedefinitions";
    private static final String CLEAN_UP = Deleter.DEFINITION_CLEAN_UP;

    private final Set<String> terminating = new HashSet<>();
    private final Store store;
    private final Kinds kinds;
    private final Writer writer;
    private final Deleter deleter;

    DefinitionKeeper(Store store, Kinds kinds, Writer writer, Deleter deleter) {
        this.store = store;
        this.kinds = kinds;
        this.writer = writer;
        this.deleter = deleter;
    }

    @Override
    public Collection<Key> concernedBy(Change change) {
        Key key = change.key();
        if (key.storage().equals(DEFINITIONS)) {
            boolean going =
                    change.after() != null && Meta.isBeingDeleted(change.after().tree());
            if (going) {
                terminating.add(key.name());
            } else if (change.after() == null) {
                terminating.remove(key.name());
            }
            return List.of(key);
        }
        return change.after() == null && !terminating.isEmpty() ? definitionOf(key) : List.of();
    }

    private Collection<Key> definitionOf(Key object) {
        return kinds.ofStorage(object.storage())
                .flatMap(type -> Optional.ofNullable(type.custom()))
                .map(custom -> List.of(new Key(DEFINITIONS, "", custom.definition())))
                .orElse(List.of());
    }

    @Override
    public void attend(Key key) {
        Optional<Stored> found = store.get(key);
        if (found.isEmpty()) {
            return;
        }
        ResourceType type = kinds.builtIn("apiextensions.k8s.io", "customresourcedefinitions");
        writer.patch(WriteRequest.internal(type, key, "status", "apiserver"), DefinitionStatus::established);
        ObjectNode crd = found.get().tree();
        if (Meta.isBeingDeleted(crd) && Meta.finalizers(crd).contains(CLEAN_UP) && isCleared(crd)) {
            writer.patch(WriteRequest.internal(type, key, "", "apiserver"), definition -> {
                ObjectNode next = definition.deepCopy();
                Set<String> left = Meta.finalizers(definition);
                left.remove(CLEAN_UP);
                Meta.setFinalizers(next, left);
                return next;
            });
        }
    }

    private boolean isCleared(ObjectNode crd) {
        String storage = Json.text(crd, "spec", "group") + "/" + Json.text(crd, "spec", "names", "plural");
        Optional<ResourceType> type = kinds.ofStorage(storage);
        List<Stored> objects = store.list(storage, null).objects();
        for (Stored object : objects) {
            if (type.isPresent() && !Meta.isBeingDeleted(object.tree())) {
                deleter.delete(
                        WriteRequest.internal(type.get(), object.key(), "", ""),
                        DeleteOptions.of(Meta.uid(object.tree()), DeleteOptions.Propagation.BACKGROUND));
            }
        }
        return store.list(storage, null).objects().isEmpty();
    }
}
