package com.amd.aim.sandbox.api.write;

import com.amd.aim.kube.fields.Applied;
import com.amd.aim.kube.fields.FieldTypes;
import com.amd.aim.kube.fields.ManagedFields;
import com.amd.aim.kube.fields.Manager;
import com.amd.aim.kube.fields.ServerSideApply;
import com.amd.aim.sandbox.api.kinds.Conversion;
import com.amd.aim.sandbox.api.kinds.CustomVersion;
import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.model.ApiFailure;
import com.amd.aim.sandbox.api.model.ApiFailure.Cause;
import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Meta;
import com.amd.aim.sandbox.api.store.Store;
import com.amd.aim.sandbox.api.store.Stored;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Creates and changes objects. A change is computed from the version it saw and kept only if that is still the latest; otherwise it is
 * computed again, unless the client itself named the version.
 */
public final class Writer {

    private static final String STALE =
            "the object has been modified; please apply your changes to the latest version and try again";

    private final Store store;
    private final Rules rules;
    private final InstantSource clock;

    public Writer(Store store, Rules rules, InstantSource clock) {
        this.store = store;
        this.rules = rules;
        this.clock = clock;
    }

    /** Creates what {@code body} describes. */
    public Written create(WriteRequest request, ObjectNode body) {
        if (!Meta.resourceVersion(body).isEmpty()) {
            throw ApiFailure.of(500, "", "resourceVersion should not be set on objects to be created");
        }
        ObjectNode object = rules.withDefaults(request, Bodies.read(request, body));
        ObjectNode stripped = Separation.created(request.type(), object);
        return keepNew(request, owned(request, null, stripped));
    }

    /** Replaces the object by {@code body}, or creates it where the kind allows that. */
    public Written update(WriteRequest request, ObjectNode body) {
        ObjectNode read = Bodies.read(request, body);
        if (request.type().upsert() && store.get(request.key()).isEmpty()) {
            return create(request, body);
        }
        return change(request, _ -> read, true);
    }

    /** Changes the object by a function of what it is, in the request's API version. */
    public Written patch(WriteRequest request, UnaryOperator<ObjectNode> patch) {
        return change(request, current -> Bodies.read(request, patch.apply(current)), false);
    }

    /** Server-side apply of {@code body}. */
    public Written apply(WriteRequest request, ObjectNode body, boolean force) {
        if (Json.at(body, "metadata", "managedFields") != null) {
            throw ApiFailure.badRequest("metadata.managedFields must be nil");
        }
        ObjectNode applied = Applications.own(request, Bodies.read(request, body));
        while (true) {
            Optional<Stored> live = store.get(request.key());
            if (live.isEmpty()) {
                if (!request.subresource().isEmpty()) {
                    throw notFound(request);
                }
                Applications.requireNew(request, body);
                ObjectNode merged = merge(request, null, applied, force);
                ObjectNode full = rules.withDefaults(request, merged);
                return keepNew(request, Separation.created(request.type(), full));
            }
            Stored current = live.get();
            ObjectNode shown = Conversion.fromStorage(current.tree(), request.type());
            requireVersion(request, body, shown, false);
            ObjectNode merged = merge(request, shown, applied, force);
            ObjectNode next = rules.withDefaults(request, merged);
            Optional<Written> written = keepChanged(
                    request, current, Separation.updated(request.type(), request.subresource(), next, shown), shown);
            if (written.isPresent()) {
                return written.get();
            }
        }
    }

    private Written change(WriteRequest request, UnaryOperator<ObjectNode> change, boolean whole) {
        while (true) {
            Stored current = store.get(request.key()).orElseThrow(() -> notFound(request));
            ObjectNode old = Conversion.fromStorage(current.tree(), request.type());
            ObjectNode sent = change.apply(old);
            requireVersion(request, sent, old, whole);
            ObjectNode next = rules.withDefaults(request, sent.deepCopy());
            ObjectNode separated = Separation.updated(request.type(), request.subresource(), next, old);
            Optional<Written> written = keepChanged(request, current, owned(request, old, separated), old);
            if (written.isPresent()) {
                return written.get();
            }
            if (whole && !Meta.resourceVersion(sent).isEmpty()) {
                throw conflict(request, STALE);
            }
        }
    }

    private Written keepNew(WriteRequest request, ObjectNode object) {
        ObjectNode next = Json.shallow(object);
        ObjectNode metadata = Json.shallow(Meta.of(next));
        Naming.name(metadata);
        metadata.put("uid", UUID.randomUUID().toString());
        metadata.put("creationTimestamp", Meta.time(clock.instant()));
        metadata.remove("resourceVersion");
        next.set("metadata", metadata);
        Generations.begin(request.type(), metadata);
        next = rules.admit(request, next, null);
        WriteRequest named = request.withName(Meta.name(next));
        refuseIfAny(named, rules.problems(named, next, null));
        ObjectNode kept = Conversion.toStorage(next, request.type());
        if (request.dryRun()) {
            if (store.get(named.key()).isPresent()) {
                throw exists(named);
            }
            return new Written(kept, null, true);
        }
        return store.create(named.key(), kept)
                .map(stored -> Written.kept(stored, true))
                .orElseThrow(() -> exists(named));
    }

    private Optional<Written> keepChanged(WriteRequest request, Stored current, ObjectNode object, ObjectNode old) {
        ObjectNode next = rules.admit(request, object, old);
        next = Generations.after(request.type(), old, next);
        refuseIfAny(request, rules.problems(request, next, old));
        ObjectNode kept = Conversion.toStorage(next, request.type());
        if (Deletions.isDue(request.type(), next)) {
            return request.dryRun()
                    ? Optional.of(new Written(kept, null, false))
                    : store.delete(current).map(last -> Written.kept(last, false));
        }
        if (kept.equals(current.tree())) {
            return Optional.of(Written.kept(current, false));
        }
        if (request.dryRun()) {
            return Optional.of(new Written(kept, null, false));
        }
        return store.replace(current, kept).map(stored -> Written.kept(stored, false));
    }

    private ObjectNode owned(WriteRequest request, @Nullable ObjectNode before, ObjectNode after) {
        Manager manager = request.managerOf(Manager.Operation.UPDATE);
        return ManagedFields.afterUpdate(before, after, manager, types(request.type()), clock.instant());
    }

    private ObjectNode merge(WriteRequest request, @Nullable ObjectNode live, ObjectNode applied, boolean force) {
        Manager manager = request.managerOf(Manager.Operation.APPLY);
        Applied outcome = ServerSideApply.apply(live, applied, manager, force, types(request.type()), clock.instant());
        return switch (outcome) {
            case Applied.Merged(ObjectNode merged) -> merged;
            case Applied.Malformed(String message) -> throw ApiFailure.of(500, "", message);
            case Applied.Conflicts conflicts ->
                throw ApiFailure.applyConflict(
                        conflicts.message(),
                        conflicts.conflicts().stream()
                                .map(conflict -> new Cause("FieldManagerConflict", conflict.message(), conflict.path()))
                                .toList());
        };
    }

    private static FieldTypes types(ResourceType type) {
        CustomVersion custom = type.custom();
        return custom == null ? FieldTypes.builtIn(type.apiVersion(), type.kind()) : custom.types();
    }

    private static void requireVersion(WriteRequest request, ObjectNode sent, ObjectNode old, boolean whole) {
        String version = Meta.resourceVersion(sent);
        if (version.isEmpty() && whole && !request.type().blindUpdate()) {
            throw ApiFailure.invalid(
                    request.type().group(),
                    request.type().kind(),
                    request.named(),
                    List.of(new Cause(
                            "FieldValueInvalid",
                            "Invalid value: 0: must be specified for an update",
                            "metadata.resourceVersion")));
        }
        String uid = Meta.uid(sent);
        if (!uid.isEmpty() && !uid.equals(Meta.uid(old))) {
            throw conflict(
                    request,
                    "StorageError: invalid object, Code: 4, Key: /registry/"
                            + request.type().plural() + "/"
                            + request.namespace() + "/" + request.named()
                            + ", ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: "
                            + uid
                            + ", UID in object meta: " + Meta.uid(old));
        }
        if (!version.isEmpty() && !version.equals("0") && !version.equals(Meta.resourceVersion(old))) {
            throw conflict(request, STALE);
        }
    }

    private static void refuseIfAny(WriteRequest request, List<Cause> causes) {
        if (!causes.isEmpty()) {
            throw ApiFailure.invalid(request.type().group(), request.type().kind(), request.named(), causes);
        }
    }

    private static ApiFailure conflict(WriteRequest request, String why) {
        return ApiFailure.conflict(request.type().group(), request.type().plural(), request.named(), why);
    }

    private static ApiFailure notFound(WriteRequest request) {
        return ApiFailure.notFound(request.type().group(), request.type().plural(), request.named());
    }

    private static ApiFailure exists(WriteRequest request) {
        return ApiFailure.alreadyExists(request.type().group(), request.type().plural(), request.named());
    }
}
