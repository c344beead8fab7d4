package com.amd.aim.kube.fields;

import com.amd.aim.kube.value.JsonValues;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Server-side apply as a pure function: merge, ownership, conflicts. Every manager's fields are taken to be written in the
 * types given here; conversion between versions with different schemas is not done.
 */
public final class ServerSideApply {

    private static final String BEFORE_FIRST_APPLY = "before-first-apply";

    private ServerSideApply() {}

    /**
     * Applies a configuration for a manager.
     *
     * @param live the stored object, null when it does not exist yet
     * @param applied what the manager wants, without managedFields
     * @param force takes fields from other managers instead of reporting conflicts
     * @param now the time of a changed entry
     */
    public static Applied apply(
            @Nullable ObjectNode live,
            ObjectNode applied,
            Manager manager,
            boolean force,
            FieldTypes types,
            Instant now) {
        TypeErrors errors = TypeCheck.of(types.root(), applied, false);
        if (!errors.isEmpty()) {
            return new Applied.Malformed(
                    "failed to create typed patch object (" + identity(applied) + "): " + errors.message());
        }
        ObjectNode base = live == null ? types.empty() : ManagedFields.without(live);
        errors = TypeCheck.of(types.root(), base, true);
        if (!errors.isEmpty()) {
            return new Applied.Malformed(
                    "failed to create typed live object (" + identity(base) + "): " + errors.message());
        }
        return new Application(base, applied, manager, types, now).run(live, force);
    }

    private static String identity(ObjectNode object) {
        String apiVersion = object.path("apiVersion").asText();
        JsonNode metadata = object.path("metadata");
        return metadata.path("namespace").asText() + "/" + metadata.path("name").asText() + "; "
                + (apiVersion.contains("/") ? apiVersion : "/" + apiVersion) + ", Kind="
                + object.path("kind").asText();
    }

    /** One request while it is worked on. */
    private record Application(ObjectNode base, ObjectNode applied, Manager manager, FieldTypes types, Instant now) {

        Applied run(@Nullable ObjectNode live, boolean force) {
            Owner self = Owner.of(manager);
            Ownership ownership = ownership(live);
            FieldSet ignored = types.ignored(manager.subresource());
            FieldSet last = ownership.fieldsOf(self);
            FieldSet fields = Leaves.of(types.root(), applied).differenceWithChildren(ignored);
            ownership.set(self, manager.apiVersion(), fields);

            JsonNode merged = Merge.of(types.root(), base, applied);
            ObjectNode result = merged instanceof ObjectNode object ? object : base;
            result = Pruning.of(types.root(), result, ownership, last);

            Comparison change = Comparison.of(types.root(), base, result).without(ignored);
            Map<Owner, FieldSet> conflicts = Changes.conflicts(ownership, change, self);
            if (!force && !conflicts.isEmpty()) {
                return ConflictReport.of(conflicts);
            }
            Changes.takeFromOthers(ownership, change, self);
            if (fields.isEmpty()) {
                ownership.remove(self);
            }
            ownership.strip(self);
            if (!JsonValues.equal(base, result)) {
                ownership.touch(self, now);
            } else {
                result = base;
            }
            return new Applied.Merged(ManagedFields.keepTimes(live, ManagedFields.with(result, ownership)));
        }

        private Ownership ownership(@Nullable ObjectNode live) {
            Ownership ownership =
                    Ownership.parse(live == null ? null : live.path("metadata").get("managedFields"));
            if (live != null && ownership.isEmpty()) {
                Owner before = Owner.of(Manager.updating(BEFORE_FIRST_APPLY, manager.apiVersion())
                        .on(manager.subresource()));
                Changes.update(
                        ownership, types.empty(), base, before, manager.apiVersion(), types, manager.subresource());
                ownership.strip(before);
                ownership.touch(before, now);
            }
            return ownership;
        }
    }
}
