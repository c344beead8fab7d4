package com.amd.aim.sandbox.api.write;

import com.amd.aim.sandbox.api.kinds.Conversion;
import com.amd.aim.sandbox.api.model.ApiFailure;
import com.amd.aim.sandbox.api.model.Meta;
import com.amd.aim.sandbox.api.store.Store;
import com.amd.aim.sandbox.api.store.Stored;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Creates and changes objects. A change is computed from the version it saw and kept only if that is still the latest; otherwise it is
 * computed again, unless the client itself named the version.
 */
public final class Writer {

    private final Store store;
    private final Rules rules;
    private final Fields fields;
    private final Commit commit;

    public Writer(Store store, Rules rules, InstantSource clock) {
        this.store = store;
        this.rules = rules;
        this.fields = new Fields(clock);
        this.commit = new Commit(store, rules, clock);
    }

    /** Creates what {@code body} describes. */
    public Written create(WriteRequest request, ObjectNode body) {
        ObjectNode object = complete(request, Bodies.read(request, body));
        if (!Meta.resourceVersion(body).isEmpty()) {
            throw ApiFailure.of(500, "", "resourceVersion should not be set on objects to be created");
        }
        ObjectNode stripped = Separation.created(request.type(), object);
        return commit.create(request, fields.owned(request, null, stripped));
    }

    /** Replaces the object by {@code body}, or creates it where the kind allows that. */
    public Written update(WriteRequest request, ObjectNode body) {
        ObjectNode sent = Bodies.read(request, body);
        boolean missing = store.get(request.key()).isEmpty();
        if (missing && request.type().upsert() && request.subresource().isEmpty()) {
            return create(request, Bodies.withoutVersion(body));
        }
        if (!missing) {
            Preconditions.requireNamedVersion(request, sent);
        }
        return change(request, _ -> sent);
    }

    /** Changes the object by a function of what it is, in the request's API version. */
    public Written patch(WriteRequest request, UnaryOperator<ObjectNode> patch) {
        return change(request, current -> {
            ObjectNode patched = Bodies.readPatched(request, patch.apply(current));
            Preconditions.requireUid(request, patched, Meta.uid(current));
            return patched;
        });
    }

    /** Changes what belongs to no field manager and counts no generation, such as the node of a pod. */
    public Written assign(WriteRequest request, UnaryOperator<ObjectNode> change) {
        while (true) {
            Stored current = store.get(request.key()).orElseThrow(() -> Preconditions.notFound(request));
            ObjectNode next = Fields.kept(request.type(), change.apply(current.tree()));
            if (request.dryRun()) {
                return new Written(next, null, false);
            }
            Optional<Stored> stored = store.replace(current, next);
            if (stored.isPresent()) {
                return Written.kept(stored.get(), false);
            }
        }
    }

    private Written change(WriteRequest request, UnaryOperator<ObjectNode> change) {
        while (true) {
            Stored current = store.get(request.key()).orElseThrow(() -> Preconditions.notFound(request));
            ObjectNode old = Conversion.fromStorage(current.tree(), request.type());
            ObjectNode sent = change.apply(old);
            Preconditions.requireSame(request, sent, old);
            Preconditions.requireUnmarked(request, sent, old);
            ObjectNode next =
                    Separation.updated(request.type(), request.subresource(), complete(request, sent.deepCopy()), old);
            Optional<Written> written =
                    commit.replace(request, current, scaled(request, fields.owned(request, old, next)), old);
            if (written.isPresent()) {
                return written.get();
            }
        }
    }

    /** Server-side apply of {@code body}. */
    public Written apply(WriteRequest request, ObjectNode body, boolean force) {
        ObjectNode applied = Applications.own(request, Bodies.readApplied(request, body));
        while (true) {
            Stored current = store.get(request.key()).orElse(null);
            if (current == null) {
                return applyNew(request, body, applied, force);
            }
            ObjectNode old = Conversion.fromStorage(current.tree(), request.type());
            Preconditions.requireUid(request, body, Meta.uid(old));
            Preconditions.requireSame(request, body, old);
            Preconditions.requireUnmarked(request, body, old);
            ObjectNode merged = complete(request, Bodies.placed(request, fields.merged(request, old, applied, force)));
            ObjectNode next = Separation.updated(request.type(), request.subresource(), merged, old);
            Optional<Written> written = commit.replace(request, current, next, old);
            if (written.isPresent()) {
                return written.get();
            }
        }
    }

    private Written applyNew(WriteRequest request, ObjectNode body, ObjectNode applied, boolean force) {
        if (!request.subresource().isEmpty()) {
            throw Preconditions.notFound(request);
        }
        Bodies.requireName(request, body);
        Preconditions.requireNoUid(request, body);
        ObjectNode merged = complete(request, Bodies.placed(request, fields.merged(request, null, applied, force)));
        return commit.create(request, Separation.created(request.type(), merged));
    }

    private static ObjectNode scaled(WriteRequest request, ObjectNode object) {
        return request.subresource().equals("scale") ? ScaleOwnership.of(request.type(), object) : object;
    }

    /** A copy with defaults, in the form in which its kind is kept. */
    private ObjectNode complete(WriteRequest request, ObjectNode object) {
        return Fields.kept(request.type(), rules.withDefaults(request, object.deepCopy()));
    }
}
