package com.amd.aim.sandbox.api.serve;

import com.amd.aim.sandbox.api.kinds.Form;
import com.amd.aim.sandbox.api.model.ApiFailure;
import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.store.Store;
import com.amd.aim.sandbox.api.store.Stored;
import com.amd.aim.sandbox.api.store.VersionGone;
import com.amd.aim.sandbox.api.tables.Tables;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code list}: a collection at a version, whole or page by page. */
final class ListVerb {

    private final Store store;
    private final Tables tables;

    ListVerb(Store store, Tables tables) {
        this.store = store;
        this.tables = tables;
    }

    void answer(Target target, Call call) throws IOException {
        ListOptions options = ListOptions.of(call, false);
        Predicate<ObjectNode> wanted = Selection.of(target, call);
        Rendering rendering = new Rendering(target.type(), call, tables);
        Store.Listing listing = listing(target, options);
        List<Stored> matching = listing.objects().stream()
                .filter(object -> wanted.test(object.tree()))
                .filter(object -> options.isAfterStart(path(object)))
                .toList();
        List<Stored> page = options.limit() > 0 && options.limit() < matching.size()
                ? matching.subList(0, (int) options.limit())
                : matching;
        ObjectNode meta = Rendering.listMeta(Long.toString(listing.version()));
        if (page.size() < matching.size()) {
            meta.put("continue", PageToken.after(listing.version(), path(page.getLast())));
            if (call.query("labelSelector").isEmpty()
                    && call.query("fieldSelector").isEmpty()) {
                meta.put("remainingItemCount", matching.size() - page.size());
            }
        }
        List<Form> forms =
                page.stream().map(object -> Form.of(object, target.type())).toList();
        call.send(200, "application/json", rendering.list(forms, meta));
    }

    private Store.Listing listing(Target target, ListOptions options) {
        Long exact = options.exactVersion();
        if (exact == null) {
            Store.Listing now = store.list(target.type().storage(), target.namespace());
            requireReached(options.notOlderThan(), now.version());
            return now;
        }
        requireReached(exact, store.version());
        try {
            return store.listAt(target.type().storage(), target.namespace(), exact);
        } catch (VersionGone gone) {
            throw ApiFailure.expired(
                    options.isContinued()
                            ? "The provided continue parameter is too old to display a consistent list result. You must start a"
                                    + " new list without the continue parameter."
                            : "The resourceVersion for the provided list is too old.");
        }
    }

    /** Refuses a version that is not yet. */
    static void requireReached(long asked, long current) {
        if (asked > current) {
            throw tooLarge(asked, current);
        }
    }

    private static ApiFailure tooLarge(long asked, long current) {
        ObjectNode details = Json.object();
        details.putArray("causes")
                .addObject()
                .put("reason", "ResourceVersionTooLarge")
                .put("message", "Too large resource version");
        details.put("retryAfterSeconds", 1);
        return ApiFailure.of(
                504, "Timeout", "Timeout: Too large resource version: " + asked + ", current: " + current, details);
    }

    private static String path(Stored object) {
        String namespace = object.key().namespace();
        return namespace.isEmpty()
                ? object.key().name()
                : namespace + "/" + object.key().name();
    }

    /** The objects that a selection means now, for deletecollection. */
    static List<Stored> selected(Store store, Target target, @Nullable Predicate<ObjectNode> wanted) {
        return store.list(target.type().storage(), target.namespace()).objects().stream()
                .filter(object -> wanted == null || wanted.test(object.tree()))
                .toList();
    }
}
