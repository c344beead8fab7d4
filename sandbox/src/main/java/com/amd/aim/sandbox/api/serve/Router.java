package com.amd.aim.sandbox.api.serve;

import com.amd.aim.sandbox.api.PodLogs;
import com.amd.aim.sandbox.api.kinds.Form;
import com.amd.aim.sandbox.api.kinds.Kinds;
import com.amd.aim.sandbox.api.model.ApiFailure;
import com.amd.aim.sandbox.api.store.Store;
import com.amd.aim.sandbox.api.store.Stored;
import com.amd.aim.sandbox.api.tables.Tables;
import com.amd.aim.sandbox.api.write.Deleter;
import com.amd.aim.sandbox.api.write.Writer;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Finds who answers a request. */
public final class Router implements AutoCloseable {

    private final Kinds kinds;
    private final Store store;
    private final Tables tables;
    private final InfoPaths info;
    private final ListVerb list;
    private final WatchVerb watch;
    private final WriteVerbs write;
    private final DeleteVerbs delete;
    private final Subresources subresources;

    public Router(
            Kinds kinds,
            Store store,
            Tables tables,
            InfoPaths info,
            Writer writer,
            Deleter deleter,
            InstantSource clock) {
        this.kinds = kinds;
        this.store = store;
        this.tables = tables;
        this.info = info;
        this.list = new ListVerb(store, tables);
        this.watch = new WatchVerb(store, tables);
        this.write = new WriteVerbs(writer, tables);
        this.delete = new DeleteVerbs(store, deleter, tables);
        this.subresources = new Subresources(store, tables, write, writer, deleter, clock);
    }

    /** The resource a request is about; empty for all other paths. */
    Optional<Target> target(Call call) {
        List<String> path = call.segments();
        boolean resource = !path.isEmpty()
                && ((path.getFirst().equals("api") && path.size() > 2)
                        || (path.getFirst().equals("apis") && path.size() > 3));
        return resource ? Target.of(path, kinds) : Optional.empty();
    }

    void answer(Call call, Optional<Target> target) throws IOException {
        if (target.isPresent()) {
            resource(target.get(), call);
        } else {
            info.answer(call);
        }
    }

    private void resource(Target target, Call call) throws IOException {
        if (call.header("Upgrade").equalsIgnoreCase("websocket") && target.subresource() == null) {
            // fabric8 tries a WebSocket first: an empty answer that is no upgrade sends it to the plain watch
            call.send(200, "application/json", new byte[0]);
            return;
        }
        String warning = target.type().warning();
        if (warning != null) {
            call.warn(warning);
        }
        String verb = verb(target, call);
        if (target.subresource() != null) {
            subresources.answer(target, call);
            return;
        }
        if (target.type().custom() != null) {
            custom(target, verb, call);
            return;
        }
        if (!target.type().verbs().contains(verb)) {
            throw methodNotAllowed();
        }
        requirePlace(target, verb);
        if (target.type().group().equals("authorization.k8s.io")) {
            ReviewVerbs.answer(target, call);
            return;
        }
        answer(target, verb, call);
    }

    /** The server's part for custom resources takes no notice of a name in a POST, and sends on what names no namespace. */
    private void custom(Target target, String verb, Call call) throws IOException {
        if (verb.equals("post")) {
            custom(target.collection(), "create", call);
        } else if (!target.type().verbs().contains(verb)) {
            throw methodNotAllowed();
        } else if (isMisplaced(target, verb)) {
            InfoPaths.notFound(call);
        } else {
            answer(target, verb, call);
        }
    }

    private void answer(Target target, String verb, Call call) throws IOException {
        switch (verb) {
            case "list" -> list.answer(target, call);
            case "watch" -> watch.answer(target, call);
            case "get" -> get(target, call);
            case "create" -> write.create(target, call);
            case "update" -> write.update(target, call);
            case "patch" -> write.patch(target, call);
            case "delete" -> delete.delete(target, call);
            default -> delete.deleteCollection(target, call);
        }
    }

    /** The verb as RBAC names it. */
    static String verb(Target target, Call call) {
        boolean named = target.name() != null;
        return switch (call.method()) {
            case "GET", "HEAD" -> watching(target, call) ? "watch" : named ? "get" : "list";
            case "POST" -> named && target.subresource() == null ? "post" : "create";
            case "PUT" -> named ? "update" : "put";
            case "PATCH" -> named ? "patch" : "patch of a collection";
            case "DELETE" -> named ? "delete" : "deletecollection";
            default -> call.method();
        };
    }

    /** Says who answers {@code kubectl logs}. */
    public void podLogs(PodLogs logs) {
        subresources.podLogs(logs);
    }

    @Override
    public void close() {
        subresources.close();
    }

    private static boolean watching(Target target, Call call) {
        return call.flag("watch") && target.name() == null;
    }

    private static void requirePlace(Target target, String verb) {
        if (isMisplaced(target, verb) && target.type().verbs().size() > 1) {
            throw methodNotAllowed();
        }
    }

    private static boolean isMisplaced(Target target, String verb) {
        boolean needs = !verb.equals("list") && !verb.equals("watch");
        return needs && target.type().namespaced() && target.namespace() == null;
    }

    static ApiFailure methodNotAllowed() {
        return ApiFailure.of(
                405,
                "MethodNotAllowed",
                "the server does not allow this method on the requested resource",
                com.amd.aim.sandbox.api.model.Json.object());
    }

    private void get(Target target, Call call) throws IOException {
        ListVerb.requireReached(ListOptions.version(call.query("resourceVersion"), false), store.version());
        Stored stored = store.get(target.key())
                .orElseThrow(() ->
                        ApiFailure.notFound(target.type().group(), target.type().plural(), target.named()));
        Rendering rendering = new Rendering(target.type(), call, tables);
        call.send(200, "application/json", rendering.one(Form.of(stored, target.type())));
    }
}
