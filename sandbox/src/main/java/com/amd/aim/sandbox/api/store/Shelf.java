package com.amd.aim.sandbox.api.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The objects of one resource with their recent changes and subscribers. Guarded by the store's lock. */
final class Shelf {

    private final TreeMap<String, Stored> objects = new TreeMap<>();
    private final ArrayDeque<Change> past = new ArrayDeque<>();
    private final List<Subscription> subscribers = new ArrayList<>();
    private final int pastKept;
    private long oldest;

    /**
     * @param pastKept how many changes are remembered
     * @param oldest the version before which nothing is known
     */
    Shelf(int pastKept, long oldest) {
        this.pastKept = pastKept;
        this.oldest = oldest;
    }

    /** Takes in an object without a past. */
    void restore(Stored object) {
        objects.put(object.key().path(), object);
    }

    @Nullable Stored get(Key key) {
        return objects.get(key.path());
    }

    /** Objects of a namespace, or of all when it is null, in the order of their keys. */
    List<Stored> list(@Nullable String namespace) {
        return select(objects, namespace);
    }

    /** The same at an earlier version. */
    List<Stored> listAt(long version, @Nullable String namespace) throws VersionGone {
        requireKept(version);
        TreeMap<String, Stored> then = new TreeMap<>(objects);
        for (Iterator<Change> changes = past.descendingIterator(); changes.hasNext(); ) {
            Change change = changes.next();
            if (change.version() <= version) {
                break;
            }
            Stored before = change.before();
            if (before == null) {
                then.remove(change.key().path());
            } else {
                then.put(before.key().path(), before);
            }
        }
        return select(then, namespace);
    }

    private static List<Stored> select(NavigableMap<String, Stored> from, @Nullable String namespace) {
        // '0' follows '/': everything below "namespace/"
        return namespace == null
                ? List.copyOf(from.values())
                : List.copyOf(from.subMap(namespace + "/", namespace + "0").values());
    }

    void apply(Change change) {
        Stored after = change.after();
        if (after == null) {
            objects.remove(change.key().path());
        } else {
            objects.put(after.key().path(), after);
        }
        past.addLast(change);
        if (past.size() > pastKept) {
            oldest = past.removeFirst().version();
        }
        subscribers.forEach(subscriber -> subscriber.offer(change));
    }

    /** Forgets the past up to {@code version}. */
    void forget(long version) {
        oldest = Math.max(oldest, version);
        past.removeIf(change -> change.version() <= version);
    }

    void subscribe(Subscription subscription) {
        subscribers.add(subscription);
    }

    void replay(long version, Subscription to) throws VersionGone {
        requireKept(version);
        past.stream().filter(change -> change.version() > version).forEach(to::offer);
    }

    void endSubscriptions() {
        subscribers.forEach(Subscription::end);
        subscribers.clear();
    }

    void unsubscribe(Subscription subscription) {
        subscribers.remove(subscription);
    }

    private void requireKept(long version) throws VersionGone {
        if (version < oldest) {
            throw new VersionGone(oldest);
        }
    }
}
