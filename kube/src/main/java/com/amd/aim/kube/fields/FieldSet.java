package com.amd.aim.kube.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable set of field paths: what a {@code fieldsV1} of a managedFields entry says. A path that is a member does not
 * make its parents members.
 */
public final class FieldSet {

    private static final FieldSet EMPTY = new FieldSet(List.of());

    /** The entries of one level, sorted; none is empty. */
    private final List<Entry> entries;

    /**
     * What the set says of one step.
     *
     * @param member whether the path that ends here is in the set
     * @param children the paths that go on from here
     */
    record Entry(PathElement element, boolean member, FieldSet children) {
        boolean isEmpty() {
            return !member && children.isEmpty();
        }
    }

    private FieldSet(List<Entry> entries) {
        this.entries = entries;
    }

    /** {@return the set without members} */
    public static FieldSet empty() {
        return EMPTY;
    }

    /** {@return a set of entries that are sorted and not empty} */
    static FieldSet of(List<Entry> entries) {
        return entries.isEmpty() ? EMPTY : new FieldSet(entries);
    }

    /**
     * {@return the set that a {@code fieldsV1} object stands for}
     *
     * @throws IllegalArgumentException when a key is none of {@code .}, {@code f:}, {@code k:}, {@code v:}, {@code i:}
     */
    public static FieldSet parse(JsonNode fieldsV1) {
        return FieldsV1.parse(fieldsV1);
    }

    /** {@return the set as {@code fieldsV1}, in canonical order} */
    public ObjectNode toJson() {
        return FieldsV1.print(this);
    }

    List<Entry> entries() {
        return entries;
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** {@return the paths that are in this set, in the other, or in both} */
    public FieldSet union(FieldSet other) {
        if (isEmpty()) {
            return other;
        }
        return other.isEmpty() ? this : zip(other, FieldSet::unite);
    }

    private static @Nullable Entry unite(@Nullable Entry mine, @Nullable Entry theirs) {
        if (mine == null || theirs == null) {
            return mine == null ? theirs : mine;
        }
        return new Entry(mine.element, mine.member || theirs.member, mine.children.union(theirs.children));
    }

    /** {@return the paths of this set that are not in the other; the other's parents do not take their children along} */
    public FieldSet difference(FieldSet other) {
        return isEmpty() || other.isEmpty() ? this : zip(other, FieldSet::subtract);
    }

    private static @Nullable Entry subtract(@Nullable Entry mine, @Nullable Entry theirs) {
        if (mine == null || theirs == null) {
            return mine;
        }
        return new Entry(mine.element, mine.member && !theirs.member, mine.children.difference(theirs.children));
    }

    /** {@return the paths of this set that are neither in the other nor below one of its members} */
    public FieldSet differenceWithChildren(FieldSet other) {
        return isEmpty() || other.isEmpty() ? this : zip(other, FieldSet::prune);
    }

    private static @Nullable Entry prune(@Nullable Entry mine, @Nullable Entry theirs) {
        if (mine == null || theirs == null) {
            return mine;
        }
        return theirs.member
                ? null
                : new Entry(mine.element, mine.member, mine.children.differenceWithChildren(theirs.children));
    }

    /** {@return the paths that are in both sets} */
    public FieldSet intersect(FieldSet other) {
        return isEmpty() || other.isEmpty() ? EMPTY : zip(other, FieldSet::common);
    }

    private static @Nullable Entry common(@Nullable Entry mine, @Nullable Entry theirs) {
        if (mine == null || theirs == null) {
            return null;
        }
        return new Entry(mine.element, mine.member && theirs.member, mine.children.intersect(theirs.children));
    }

    private interface Combination {
        @Nullable Entry of(@Nullable Entry mine, @Nullable Entry theirs);
    }

    private FieldSet zip(FieldSet other, Combination combination) {
        List<Entry> out = new ArrayList<>(Math.max(entries.size(), other.entries.size()));
        int mine = 0;
        int theirs = 0;
        while (mine < entries.size() || theirs < other.entries.size()) {
            int order = mine == entries.size()
                    ? 1
                    : theirs == other.entries.size()
                            ? -1
                            : entries.get(mine).element.compareTo(other.entries.get(theirs).element);
            Entry combined = combination.of(
                    order <= 0 ? entries.get(mine++) : null, order >= 0 ? other.entries.get(theirs++) : null);
            if (combined != null && !combined.isEmpty()) {
                out.add(combined);
            }
        }
        return of(out);
    }

    /** {@return whether every path of the other set is in this one} */
    public boolean contains(FieldSet other) {
        return other.difference(this).isEmpty();
    }

    /**
     * {@return whether every leaf of the object is in this set} Items of lists are found by their {@code k:} keys. Fields
     * that are never tracked (apiVersion, kind, metadata.name …) do not count.
     */
    public boolean covers(JsonNode desired) {
        return Coverage.of(this, desired);
    }

    /** {@return what the set says of one step, or null} */
    @Nullable Entry find(PathElement element) {
        int low = 0;
        int high = entries.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = entries.get(middle).element.compareTo(element);
            if (order == 0) {
                return entries.get(middle);
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle - 1;
        }
        return null;
    }

    /** Visits every member: those of a level before those below it. */
    void forEach(Consumer<Path> visitor) {
        forEach(null, visitor);
    }

    private void forEach(@Nullable Path prefix, Consumer<Path> visitor) {
        for (Entry entry : entries) {
            if (entry.member) {
                visitor.accept(Path.child(prefix, entry.element));
            }
        }
        for (Entry entry : entries) {
            entry.children.forEach(Path.child(prefix, entry.element), visitor);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FieldSet set && entries.equals(set.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return toJson().toString();
    }

    /** Collects paths in any order. */
    static final class Builder {
        private final TreeMap<PathElement, Node> nodes = new TreeMap<>();

        private static final class Node {
            private boolean member;
            private final Builder children = new Builder();
        }

        /** Adds a path; the root (null) is not tracked. */
        void add(@Nullable Path path) {
            if (path != null) {
                node(path).member = true;
            }
        }

        private Node node(Path path) {
            Builder level = path.parent() == null ? this : node(path.parent()).children;
            return level.nodes.computeIfAbsent(path.last(), _ -> new Node());
        }

        FieldSet build() {
            List<Entry> entries = new ArrayList<>(nodes.size());
            nodes.forEach((element, node) -> entries.add(new Entry(element, node.member, node.children.build())));
            entries.removeIf(Entry::isEmpty);
            return of(entries);
        }
    }
}
