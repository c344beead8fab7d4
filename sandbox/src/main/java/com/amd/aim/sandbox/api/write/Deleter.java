package com.amd.aim.sandbox.api.write;

import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.model.ApiFailure;
import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Meta;
import com.amd.aim.sandbox.api.store.Store;
import com.amd.aim.sandbox.api.store.Stored;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** Deletes objects: at once, or by marking those that finalizers, a node or their own contents hold back. */
public final class Deleter {

    /** Holds a definition that is being deleted until its objects are gone. */
    public static final String DEFINITION_CLEAN_UP = "customresourcecleanup.apiextensions.k8s.io";

    /** Namespaces that nobody may delete. */
    private static final Set<String> IMMORTAL = Set.of("default", "kube-system", "kube-public");

    private final Store store;
    private final InstantSource clock;

    public Deleter(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * The outcome of a deletion.
     *
     * @param gone whether the object is there no more
     */
    public record Deleted(Written object, boolean gone) {}

    /** Deletes the object of the request. */
    public Deleted delete(WriteRequest request, DeleteOptions options) {
        ResourceType type = request.type();
        if (type.is("/namespaces") && IMMORTAL.contains(request.named())) {
            throw ApiFailure.forbidden("", "namespaces", request.named(), "this namespace may not be deleted");
        }
        while (true) {
            Stored current = store.get(request.key())
                    .orElseThrow(() -> ApiFailure.notFound(type.group(), type.plural(), request.named()));
            ObjectNode object = current.tree();
            requirePreconditions(request, options, object);
            long grace = Deletions.grace(type, object, options.graceSeconds());
            Set<String> finalizers = Deletions.finalizers(object, options.propagation());
            if (type.is("apiextensions.k8s.io/customresourcedefinitions") && !Meta.isBeingDeleted(object)) {
                finalizers.add(DEFINITION_CLEAN_UP);
            }
            boolean held = !finalizers.isEmpty() || grace > 0 || type.is("/namespaces");
            Optional<Deleted> done = held
                    ? mark(
                            request,
                            current,
                            terminating(type, Deletions.marked(object, finalizers, grace, clock.instant())))
                    : remove(request, current, gone(type, object));
            if (done.isPresent()) {
                return done.get();
            }
        }
    }

    private Optional<Deleted> mark(WriteRequest request, Stored current, ObjectNode marked) {
        if (Deletions.isDue(request.type(), marked)) {
            return remove(request, current, marked);
        }
        if (request.dryRun()) {
            return Optional.of(new Deleted(new Written(marked, null, false), false));
        }
        if (marked.equals(current.tree())) {
            return Optional.of(new Deleted(Written.kept(current, false), false));
        }
        return store.replace(current, marked).map(stored -> new Deleted(Written.kept(stored, false), false));
    }

    /** What is seen last of an object: of a pod, that it was deleted without grace. */
    private ObjectNode gone(ResourceType type, ObjectNode object) {
        return type.is("/pods") ? Deletions.marked(object, Set.of(), 0, clock.instant()) : object;
    }

    private Optional<Deleted> remove(WriteRequest request, Stored current, ObjectNode last) {
        return request.dryRun()
                ? Optional.of(new Deleted(new Written(last, null, false), true))
                : store.delete(current, last).map(stored -> new Deleted(Written.kept(stored, false), true));
    }

    private static ObjectNode terminating(ResourceType type, ObjectNode object) {
        if (type.is("/namespaces")) {
            ObjectNode status = Json.object();
            if (object.get("status") instanceof ObjectNode given) {
                status.setAll(given);
            }
            object.set("status", status.put("phase", "Terminating"));
            Meta.of(object).remove("deletionGracePeriodSeconds");
        }
        return object;
    }

    private static void requirePreconditions(WriteRequest request, DeleteOptions options, ObjectNode object) {
        String uid = options.uid();
        if (uid != null && !uid.equals(Meta.uid(object))) {
            throw conflict(
                    request,
                    "the UID in the precondition (" + uid + ") does not match the UID in record (" + Meta.uid(object)
                            + "). The object might have been deleted and then recreated");
        }
        String version = options.resourceVersion();
        if (version != null && !version.equals(Meta.resourceVersion(object))) {
            throw conflict(
                    request,
                    "the ResourceVersion in the precondition (" + version
                            + ") does not match the ResourceVersion in record (" + Meta.resourceVersion(object)
                            + "). The object might have been modified");
        }
    }

    private static ApiFailure conflict(WriteRequest request, String why) {
        // here an API server names the kind, not the resource
        return ApiFailure.conflict(request.type().group(), request.type().kind(), request.named(), why);
    }
}
