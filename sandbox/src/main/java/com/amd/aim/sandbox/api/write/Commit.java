package com.amd.aim.sandbox.api.write;

import com.amd.aim.sandbox.api.kinds.Conversion;
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
import org.jspecify.annotations.Nullable;

/** The last steps of a write: admission, validation, and keeping the object if nothing came between. */
final class Commit {

    private final Store store;
    private final Rules rules;
    private final InstantSource clock;

    Commit(Store store, Rules rules, InstantSource clock) {
        this.store = store;
        this.rules = rules;
        this.clock = clock;
    }

    /** Keeps a new object. */
    Written create(WriteRequest request, ObjectNode object) {
        ObjectNode next = Json.shallow(object);
        ObjectNode metadata = Json.shallow(Meta.of(next));
        next.set("metadata", metadata);
        Naming.name(metadata);
        metadata.put("uid", UUID.randomUUID().toString());
        metadata.put("creationTimestamp", Meta.time(clock.instant()));
        Generations.begin(request.type(), metadata);
        WriteRequest named = request.withName(Meta.name(next));
        next = rules.admit(named, next, null);
        ObjectNode kept = judged(named, next, null);
        if (request.dryRun()) {
            store.get(named.key()).ifPresent(_ -> {
                throw exists(named);
            });
            return new Written(kept, null, true);
        }
        return store.create(named.key(), kept)
                .map(stored -> Written.kept(stored, true))
                .orElseThrow(() -> exists(named));
    }

    /**
     * Replaces {@code current}; empty when it is no longer the latest version.
     *
     * @param old {@code current} in the request's API version
     */
    Optional<Written> replace(WriteRequest request, Stored current, ObjectNode object, ObjectNode old) {
        ObjectNode admitted = Fields.kept(request.type(), rules.admit(request, object, old));
        ObjectNode kept = judged(request, Generations.after(request.type(), old, admitted), old);
        if (Deletions.isDue(request.type(), kept)) {
            // watchers see what was kept last, who wrote sees what was written; neither was stored
            Written last = new Written(kept, null, false);
            return request.dryRun() ? Optional.of(last) : store.delete(current).map(_ -> last);
        }
        if (kept.equals(current.tree())) {
            return Optional.of(Written.kept(current, false));
        }
        return request.dryRun()
                ? Optional.of(new Written(kept, null, false))
                : store.replace(current, kept).map(stored -> Written.kept(stored, false));
    }

    /** The object as it is kept, if it breaks no rule. */
    private ObjectNode judged(WriteRequest request, ObjectNode object, @Nullable ObjectNode old) {
        List<Cause> causes = rules.problems(request, object, old);
        if (!causes.isEmpty()) {
            throw ApiFailure.invalid(request.type().group(), request.type().kind(), request.named(), causes);
        }
        return Conversion.toStorage(Fields.kept(request.type(), object), request.type());
    }

    private ApiFailure exists(WriteRequest request) {
        boolean going = store.get(request.key())
                .filter(there -> Meta.isBeingDeleted(there.tree()))
                .isPresent();
        return ApiFailure.alreadyExists(
                request.type().group(),
                request.type().plural(),
                request.named(),
                going ? "object is being deleted: " : "");
    }
}
