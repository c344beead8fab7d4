package com.amd.aim.kube.fields;

import com.amd.aim.kube.fields.FieldType.MapType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Removes what a manager applied last time, does not apply any more, and nobody else owns. What belongs to nobody, or to
 * somebody who did not apply it, stays.
 */
final class Pruning {

    private Pruning() {}

    /**
     * {@return the merged object without the fields that its manager gave up}
     *
     * @param ownership as it will be, what is applied now included
     * @param last what the manager applied before
     */
    static ObjectNode of(FieldType type, ObjectNode merged, Ownership ownership, @Nullable FieldSet last) {
        if (last == null || last.isEmpty()) {
            return merged;
        }
        FieldSet lastNamed = withNamedParents(type, last);
        FieldSet all = withNamedParents(type, Leaves.of(type, merged));

        ObjectNode pruned = remove(type, merged, lastNamed);
        FieldSet owned = FieldSet.empty();
        for (Ownership.Owned owner : ownership.owners().values()) {
            owned = owned.union(owner.fields());
        }
        FieldSet kept = withNamedParents(type, Leaves.of(type, pruned)).union(withNamedParents(type, owned));
        pruned = remove(type, merged, all.difference(kept));

        FieldSet left = withNamedParents(type, Leaves.of(type, pruned));
        return remove(type, merged, all.difference(left).intersect(lastNamed));
    }

    private static ObjectNode remove(FieldType type, ObjectNode object, FieldSet fields) {
        return Removal.of(type, object, fields) instanceof ObjectNode rest ? rest : object.objectNode();
    }

    /** {@return the set with every declared field that leads to a member made a member} */
    private static FieldSet withNamedParents(FieldType type, FieldSet set) {
        List<FieldSet.Entry> entries = new ArrayList<>(set.entries().size());
        for (FieldSet.Entry entry : set.entries()) {
            boolean parent = !entry.children().isEmpty() && isDeclared(type.map(), entry.element());
            FieldType child = child(type, entry.element());
            entries.add(new FieldSet.Entry(
                    entry.element(),
                    entry.member() || parent,
                    child == null ? entry.children() : withNamedParents(child, entry.children())));
        }
        entries.sort(Comparator.comparing(FieldSet.Entry::element));
        return FieldSet.of(entries);
    }

    private static boolean isDeclared(@Nullable MapType map, PathElement element) {
        return map != null
                && element instanceof PathElement.Field(String name)
                && map.fields().containsKey(name);
    }

    private static @Nullable FieldType child(FieldType type, PathElement element) {
        return switch (element) {
            case PathElement.Field(String name) ->
                type.map() == null ? null : type.map().field(name);
            case PathElement.Key _ ->
                type.list() == null ? null : type.list().items().get();
            case PathElement.Value _, PathElement.Index _ -> null;
        };
    }
}
