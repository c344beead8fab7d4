package com.amd.aim.sandbox.api.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One version of an object. The tree must never be changed. What is derived from it for one reader (its form in an API version, its bytes) is
 * remembered with it, because most objects are read many times in the same form.
 */
public final class Stored {

    private final Key key;
    private final long version;
    private final ObjectNode tree;
    private volatile @Nullable Derived derived;

    private record Derived(Object by, Object value) {}

    /** @param version as in the tree's metadata */
    public Stored(Key key, long version, ObjectNode tree) {
        this.key = key;
        this.version = version;
        this.tree = tree;
    }

    public Key key() {
        return key;
    }

    /** The store's counter when this version was written. */
    public long version() {
        return version;
    }

    /** In the storage form; not to be changed. */
    public ObjectNode tree() {
        return tree;
    }

    /** This state with the version of {@code later}: what a watcher is shown of an object that has left its selection. */
    public Stored asOf(Stored later) {
        ObjectNode copy = tree.deepCopy();
        copy.withObject("/metadata").put("resourceVersion", Long.toString(later.version));
        return new Stored(key, later.version, copy);
    }

    /** The value that {@code derivation} makes of this version for {@code by}, remembered for the last {@code by}. */
    @SuppressWarnings("ReferenceEquality") // a definition that was written again is another reader, however equal
    public <T> T derive(Object by, Class<T> type, Function<Stored, T> derivation) {
        Derived known = derived;
        if (known != null && known.by == by && type.isInstance(known.value)) {
            return type.cast(known.value);
        }
        T value = derivation.apply(this);
        derived = new Derived(by, value);
        return value;
    }
}
