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
import com.amd.aim.sandbox.api.write.DeleteOptions.Propagation;
import com.amd.aim.sandbox.api.write.Deleter;
import com.amd.aim.sandbox.api.write.WriteRequest;
import com.amd.aim.sandbox.api.write.Writer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Deletes what has lost all its owners, and serves the two finalizers of a deletion that waits: {@code orphan} (dependents lose the owner) and
 * {@code foregroundDeletion} (dependents that block it go first).
 */
final class GarbageCollector implements Chore {

    private static final String ORPHAN = "orphan";
    private static final String FOREGROUND = "foregroundDeletion";

    private final Ownership ownership = new Ownership();
    private final Store store;
    private final Kinds kinds;
    private final Writer writer;
    private final Deleter deleter;

    GarbageCollector(Store store, Kinds kinds, Writer writer, Deleter deleter) {
        this.store = store;
        this.kinds = kinds;
        this.writer = writer;
        this.deleter = deleter;
    }

    @Override
    public Collection<Key> concernedBy(Change change) {
        ownership.note(change);
        Set<Key> concerned = new LinkedHashSet<>();
        Stored state = change.after() != null ? change.after() : change.deleted();
        if (state == null) {
            return concerned;
        }
        if (change.after() != null && (!Meta.owners(state.tree()).isEmpty() || isWaiting(state))) {
            concerned.add(change.key());
        }
        if (change.after() == null || isWaiting(state)) {
            concerned.addAll(ownership.dependents(Meta.uid(state.tree())));
        }
        if (change.after() == null) {
            owners(state).forEach(concerned::add);
        }
        return concerned;
    }

    private List<Key> owners(Stored of) {
        return Meta.owners(of.tree()).stream()
                .map(owner -> Optional.ofNullable(ownership.living(Json.text(owner, "uid"))))
                .flatMap(Optional::stream)
                .toList();
    }

    private static boolean isWaiting(Stored object) {
        return Meta.isBeingDeleted(object.tree())
                && Meta.finalizers(object.tree()).stream()
                        .anyMatch(name -> name.equals(ORPHAN) || name.equals(FOREGROUND));
    }

    @Override
    public void attend(Key key) {
        Optional<Stored> found = store.get(key);
        Optional<ResourceType> type = kinds.ofStorage(key.storage());
        if (found.isEmpty() || type.isEmpty()) {
            return;
        }
        Stored object = found.get();
        if (isWaiting(object)) {
            finish(object, type.get());
        } else if (!Meta.isBeingDeleted(object.tree())) {
            collect(object, type.get());
        }
    }

    /** Lets an object go whose deletion waits for what becomes of its dependents. */
    private void finish(Stored object, ResourceType type) {
        String uid = Meta.uid(object.tree());
        Set<Key> dependents = ownership.dependents(uid);
        if (Meta.finalizers(object.tree()).contains(ORPHAN)) {
            dependents.forEach(dependent -> dropOwners(dependent, owner -> isUid(owner, uid)));
            dropFinalizer(object, type, ORPHAN);
        } else if (dependents.stream().noneMatch(dependent -> blocks(dependent, uid))) {
            dropFinalizer(object, type, FOREGROUND);
        }
    }

    private boolean blocks(Key dependent, String uid) {
        return store.get(dependent).stream()
                .flatMap(object -> Meta.owners(object.tree()).stream())
                .anyMatch(owner ->
                        isUid(owner, uid) && owner.path("blockOwnerDeletion").asBoolean());
    }

    /** Deletes an object without a living owner; one that still has some only loses those that are gone. */
    private void collect(Stored object, ResourceType type) {
        List<JsonNode> owners = Meta.owners(object.tree());
        List<JsonNode> solid = owners.stream()
                .filter(owner -> !isGone(owner, object) && !isGoing(owner))
                .toList();
        if (owners.isEmpty() || solid.size() == owners.size()) {
            return;
        }
        if (!solid.isEmpty()) {
            dropOwners(object.key(), owner -> !solid.contains(owner));
            return;
        }
        boolean waiting = owners.stream().anyMatch(this::isGoing)
                && !ownership.dependents(Meta.uid(object.tree())).isEmpty();
        WriteRequest request = WriteRequest.internal(type, object.key(), "", "");
        deleter.delete(
                request,
                DeleteOptions.of(Meta.uid(object.tree()), waiting ? Propagation.FOREGROUND : Propagation.BACKGROUND));
    }

    /** An owner of a kind that is not served now is taken to be there: only its server could say. */
    private boolean isGone(JsonNode owner, Stored dependent) {
        Key key = ownership.living(Json.text(owner, "uid"));
        if (key == null) {
            return kinds.ofKind(Json.text(owner, "apiVersion"), Json.text(owner, "kind"))
                    .isPresent();
        }
        return !key.namespace().isEmpty()
                && !key.namespace().equals(dependent.key().namespace());
    }

    private boolean isGoing(JsonNode owner) {
        Key key = ownership.living(Json.text(owner, "uid"));
        return key != null
                && store.get(key)
                        .filter(object -> Meta.isBeingDeleted(object.tree())
                                && Meta.finalizers(object.tree()).contains(FOREGROUND))
                        .isPresent();
    }

    private void dropOwners(Key key, Predicate<JsonNode> which) {
        ResourceType type = kinds.ofStorage(key.storage()).orElseThrow();
        if (store.get(key).isEmpty()) {
            return;
        }
        writer.patch(WriteRequest.internal(type, key, "", "kube-controller-manager"), object -> {
            ObjectNode next = object.deepCopy();
            ObjectNode metadata = Meta.of(next);
            List<JsonNode> kept =
                    Meta.owners(object).stream().filter(which.negate()).toList();
            metadata.remove("ownerReferences");
            if (!kept.isEmpty()) {
                metadata.putArray("ownerReferences").addAll(kept);
            }
            return next;
        });
    }

    private void dropFinalizer(Stored object, ResourceType type, String finalizer) {
        WriteRequest request = WriteRequest.internal(type, object.key(), "", "kube-controller-manager");
        writer.patch(request, tree -> {
            ObjectNode next = tree.deepCopy();
            Set<String> left = Meta.finalizers(tree);
            left.remove(finalizer);
            Meta.setFinalizers(next, left);
            return next;
        });
    }

    private static boolean isUid(JsonNode owner, String uid) {
        return Json.text(owner, "uid").equals(uid);
    }
}
