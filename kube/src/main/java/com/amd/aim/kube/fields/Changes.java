package com.amd.aim.kube.fields;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The effect of a change of an object on those who own its fields. */
final class Changes {

    private Changes() {}

    /** {@return per manager what it owns of the changed or added fields, without the one that changes} */
    static Map<Owner, FieldSet> conflicts(Ownership ownership, Comparison change, @Nullable Owner self) {
        FieldSet changed = change.changed();
        Map<Owner, FieldSet> conflicts = new LinkedHashMap<>();
        ownership.owners().forEach((owner, owned) -> {
            FieldSet lost = owned.fields().intersect(changed);
            if (!owner.equals(self) && !lost.isEmpty()) {
                conflicts.put(owner, lost);
            }
        });
        return conflicts;
    }

    /** Takes what changed or vanished from everybody but the one that changes. */
    static void takeFromOthers(Ownership ownership, Comparison change, @Nullable Owner self) {
        FieldSet lost = change.changed().union(change.removed());
        ownership.changeOthers(self, fields -> fields.difference(lost));
    }

    /** Records an update by a manager that has not applied: what it changed or added becomes its own. */
    static void update(
            Ownership ownership,
            ObjectNode before,
            ObjectNode after,
            Owner self,
            String apiVersion,
            FieldTypes types,
            String subresource) {
        FieldSet ignored = types.ignored(subresource);
        Comparison change = Comparison.of(types.root(), before, after).without(ignored);
        takeFromOthers(ownership, change, self);
        FieldSet mine = ownership.fieldsOf(self);
        FieldSet fields = (mine == null ? FieldSet.empty() : mine)
                .difference(change.removed())
                .union(change.changed())
                .differenceWithChildren(ignored);
        if (fields.isEmpty()) {
            ownership.remove(self);
        } else {
            ownership.set(self, apiVersion, fields);
        }
    }
}
