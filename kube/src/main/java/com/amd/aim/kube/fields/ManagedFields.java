package com.amd.aim.kube.fields;

import com.amd.aim.kube.fields.Manager.Operation;
import com.amd.aim.kube.fields.Ownership.Owned;
import com.amd.aim.kube.value.JsonValues;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bookkeeping of {@code metadata.managedFields} for everything that is not server-side apply. */
public final class ManagedFields {

    /** So many updaters are kept apart; older ones are merged into one. */
    private static final int MAX_UPDATERS = 10;

    private static final String MERGED_UPDATERS = "ancient-changes";
    private static final String FIELD = "managedFields";

    private ManagedFields() {}

    /**
     * Works out who owns what after a create, replace or patch. On the way in only: what the server itself sets afterwards
     * (an allocated address, a finalizer) belongs to nobody.
     *
     * @param before the stored object with its managedFields, null on create
     * @param after the object as it will be stored; its own managedFields say what the client sent (an empty list, or one
     *     empty entry, resets)
     * @return {@code after} with the new managedFields; those of {@code before}, times included, when no ownership changes
     */
    public static ObjectNode afterUpdate(
            @Nullable ObjectNode before, ObjectNode after, Manager manager, FieldTypes types, Instant now) {
        ObjectNode bare = without(after);
        Ownership ownership = known(before, after, !manager.subresource().isEmpty());
        if (before != null && ownership.isEmpty()) {
            return bare; // ownership is not tracked again before the first apply
        }
        ObjectNode old = before == null ? types.empty() : without(before);
        if (!TypeCheck.of(types.root(), bare, true).isEmpty()) {
            return bare;
        }
        Changes.update(ownership, old, bare, Owner.CURRENT, manager.apiVersion(), types, manager.subresource());
        ownership.strip(Owner.CURRENT);
        FieldSet taken = ownership.fieldsOf(Owner.CURRENT);
        if (taken != null) {
            Owner self = Owner.of(manager);
            FieldSet mine = ownership.fieldsOf(self);
            ownership.remove(Owner.CURRENT);
            ownership.set(self, manager.apiVersion(), mine == null ? taken : mine.union(taken));
            ownership.touch(self, now);
        }
        capUpdaters(ownership);
        return keepTimes(before, with(bare, ownership));
    }

    /** What the client sent counts, unless it is nothing, malformed, or sent through a subresource. */
    private static Ownership known(@Nullable ObjectNode before, ObjectNode after, boolean subresource) {
        JsonNode sent = after.path("metadata").get(FIELD);
        if (!subresource && isReset(sent)) {
            return new Ownership();
        }
        if (!subresource && sent != null && !sent.isEmpty()) {
            try {
                return Ownership.parse(sent);
            } catch (IllegalArgumentException _) {
                // malformed: fall through to what is stored
            }
        }
        return stored(before);
    }

    private static Ownership stored(@Nullable ObjectNode before) {
        try {
            return Ownership.parse(
                    before == null ? null : before.path("metadata").get(FIELD));
        } catch (IllegalArgumentException _) {
            return new Ownership();
        }
    }

    private static boolean isReset(@Nullable JsonNode sent) {
        return sent != null
                && sent.isArray()
                && (sent.isEmpty() || (sent.size() == 1 && sent.get(0).isEmpty()));
    }

    /** Merges the oldest updaters until few enough are left, per version. */
    private static void capUpdaters(Ownership ownership) {
        List<Map.Entry<Owner, Owned>> updaters = new ArrayList<>();
        ownership.owners().forEach((owner, owned) -> {
            if (owner.operation() == Operation.UPDATE) {
                updaters.add(Map.entry(owner, owned));
            }
        });
        updaters.sort(Comparator.comparingLong(updater -> Ownership.seconds(updater.getValue())));
        int left = updaters.size();
        Map<String, Map.Entry<Owner, Owned>> first = new HashMap<>();
        for (Map.Entry<Owner, Owned> updater : updaters) {
            if (left <= MAX_UPDATERS) {
                return;
            }
            String version = updater.getValue().apiVersion();
            Map.Entry<Owner, Owned> oldest = first.putIfAbsent(version, updater);
            if (oldest != null) {
                mergeInto(ownership, new Owner(MERGED_UPDATERS, Operation.UPDATE, version, ""), oldest, updater);
                left--;
            }
        }
    }

    private static void mergeInto(
            Ownership ownership, Owner bucket, Map.Entry<Owner, Owned> oldest, Map.Entry<Owner, Owned> updater) {
        FieldSet merged = ownership.fieldsOf(bucket);
        if (merged == null) {
            merged = oldest.getValue().fields();
            ownership.remove(oldest.getKey());
        }
        ownership.remove(updater.getKey());
        Owned owned = updater.getValue();
        ownership.owners().put(bucket, new Owned(owned.apiVersion(), merged.union(owned.fields()), owned.time()));
    }

    /** {@return the object without managedFields} */
    static ObjectNode without(ObjectNode object) {
        if (!object.path("metadata").has(FIELD)) {
            return object;
        }
        ObjectNode copy = shallow(object);
        ((ObjectNode) copy.get("metadata")).remove(FIELD);
        return copy;
    }

    /** {@return the object with these managedFields} */
    static ObjectNode with(ObjectNode object, Ownership ownership) {
        if (ownership.isEmpty()) {
            return object;
        }
        ObjectNode copy = shallow(object);
        copy.withObject("/metadata").set(FIELD, ownership.toJson());
        return copy;
    }

    /** A copy of the object and its metadata; the rest is shared and never changed. */
    private static ObjectNode shallow(ObjectNode object) {
        ObjectNode copy = object.objectNode();
        copy.setAll(object);
        if (object.get("metadata") instanceof ObjectNode metadata) {
            ObjectNode metadataCopy = object.objectNode();
            metadataCopy.setAll(metadata);
            copy.set("metadata", metadataCopy);
        }
        return copy;
    }

    /** {@return the object before when nothing but times of managedFields differs, else the object after} */
    static ObjectNode keepTimes(@Nullable ObjectNode before, ObjectNode after) {
        if (before == null) {
            return after;
        }
        boolean same = sameEntries(
                        before.path("metadata").path(FIELD),
                        after.path("metadata").path(FIELD))
                && JsonValues.equal(without(before), without(after));
        return same ? before : after;
    }

    private static boolean sameEntries(JsonNode before, JsonNode after) {
        if (!(before instanceof ArrayNode) || before.size() != after.size() || before.isEmpty()) {
            return false;
        }
        for (int i = 0; i < before.size(); i++) {
            if (!timeless(before.get(i)).equals(timeless(after.get(i)))) {
                return false;
            }
        }
        return true;
    }

    private static JsonNode timeless(JsonNode entry) {
        ObjectNode copy = ((ObjectNode) entry).objectNode();
        copy.setAll((ObjectNode) entry);
        copy.remove("time");
        return copy;
    }
}
