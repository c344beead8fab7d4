package com.amd.aim.sandbox.api.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All objects of the cluster. Every write takes the next number of one counter, which becomes the object's {@code resourceVersion}; a write
 * names the version it replaces and fails when another came first, so no update is ever lost.
 */
public final class Store {

    /** What stands first in the metadata of every object, so that people find it. */
    private static final List<String> FIRST =
            List.of("name", "generateName", "namespace", "uid", "resourceVersion", "generation", "creationTimestamp");

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Shelf> shelves = new HashMap<>();
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private final int pastKept;
    private final Journal journal;
    private long version = 1;
    private long oldest;

    /**
     * @param pastKept how many changes of each resource can be watched from or listed at afterwards
     * @param journal takes note of every write
     */
    public Store(int pastKept, Journal journal) {
        this.pastKept = pastKept;
        this.journal = journal;
    }

    /**
     * Takes in what the journal has, before the first write. Listeners see each object as if it were created; the past in between is not
     * kept, so that earlier versions answer {@link VersionGone}.
     */
    public void restore() {
        locked(() -> {
            Journal.Contents kept = journal.contents();
            version = Math.max(version, kept.version());
            oldest = kept.version();
            for (Stored object : kept.objects()) {
                shelf(object.key().storage()).restore(object);
                tell(new Change(object.version(), null, object, null));
            }
            return true;
        });
    }

    /** The number of the last write. */
    public long version() {
        return locked(() -> version);
    }

    /** An object as it is now. */
    public Optional<Stored> get(Key key) {
        return locked(() -> Optional.ofNullable(shelf(key.storage()).get(key)));
    }

    /** The objects of a resource and the version at which they were so. */
    public record Listing(List<Stored> objects, long version) {}

    /** Objects of one namespace, or of all when {@code namespace} is null, as they are now. */
    public Listing list(String storage, @Nullable String namespace) {
        return locked(() -> new Listing(shelf(storage).list(namespace), version));
    }

    /** The same as they were at an earlier version. */
    public Listing listAt(String storage, @Nullable String namespace, long at) throws VersionGone {
        lock.lock();
        try {
            return new Listing(shelf(storage).listAt(at, namespace), at);
        } finally {
            lock.unlock();
        }
    }

    /** Keeps a new object; empty when there is one with this key. The tree's resourceVersion is set on a copy. */
    public Optional<Stored> create(Key key, ObjectNode tree) {
        return write(key, null, tree);
    }

    /** Replaces {@code expected}; empty when it is no longer the object's latest version. */
    public Optional<Stored> replace(Stored expected, ObjectNode tree) {
        return write(expected.key(), expected, tree);
    }

    /** Deletes {@code expected} and returns its last state; empty when it is no longer the object's latest version. */
    public Optional<Stored> delete(Stored expected) {
        return delete(expected, expected.tree());
    }

    /** The same, with the state in which watchers see it last. */
    public Optional<Stored> delete(Stored expected, ObjectNode lastTree) {
        return locked(() -> {
            Key key = expected.key();
            if (shelf(key.storage()).get(key) != expected) {
                return Optional.empty();
            }
            Stored last = stamp(key, lastTree);
            publish(new Change(last.version(), expected, null, last));
            return Optional.of(last);
        });
    }

    private Optional<Stored> write(Key key, @Nullable Stored expected, ObjectNode tree) {
        return locked(() -> {
            if (shelf(key.storage()).get(key) != expected) {
                return Optional.empty();
            }
            Stored next = stamp(key, tree);
            publish(new Change(next.version(), expected, next, null));
            return Optional.of(next);
        });
    }

    /**
     * Subscribes to a resource.
     *
     * @param from the version after which changes are wanted; null: begin with the objects as they are now
     */
    public Subscription subscribe(String storage, @Nullable Long from) throws VersionGone {
        lock.lock();
        try {
            Shelf shelf = shelf(storage);
            var holder = new Subscription[1];
            List<Stored> initial = from == null ? shelf.list(null) : List.of();
            var subscription = new Subscription(
                    initial, from == null ? version : from, () -> locked(() -> unsubscribe(shelf, holder[0])));
            holder[0] = subscription;
            if (from != null) {
                shelf.replay(from, subscription);
            }
            shelf.subscribe(subscription);
            return subscription;
        } finally {
            lock.unlock();
        }
    }

    private static boolean unsubscribe(Shelf shelf, Subscription subscription) {
        shelf.unsubscribe(subscription);
        return true;
    }

    /** Ends all subscriptions to a resource, behind the changes made so far. */
    public void endSubscriptions(String storage) {
        locked(() -> {
            shelf(storage).endSubscriptions();
            return true;
        });
    }

    /** Calls {@code listener} for every change of every resource, in order, within the write: it must only take note. */
    public void listen(Consumer<Change> listener) {
        listeners.add(listener);
    }

    /** Forgets the past of all resources, as an API server does every few minutes: earlier versions then answer {@link VersionGone}. */
    public void compact() {
        locked(() -> {
            shelves.values().forEach(shelf -> shelf.forget(version));
            return true;
        });
    }

    private Stored stamp(Key key, ObjectNode tree) {
        version++;
        ObjectNode copy = tree.objectNode();
        copy.setAll(tree);
        ObjectNode metadata = tree.objectNode();
        if (tree.get("metadata") instanceof ObjectNode given) {
            FIRST.stream().filter(given::has).forEach(field -> metadata.set(field, given.get(field)));
            metadata.setAll(given);
        }
        metadata.put("resourceVersion", Long.toString(version));
        copy.set("metadata", metadata);
        return new Stored(key, version, copy);
    }

    private void publish(Change change) {
        journal.note(change);
        shelf(change.key().storage()).apply(change);
        tell(change);
    }

    private void tell(Change change) {
        listeners.forEach(listener -> listener.accept(change));
    }

    private Shelf shelf(String storage) {
        return shelves.computeIfAbsent(storage, _ -> new Shelf(pastKept, oldest));
    }

    private <T> T locked(java.util.function.Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
