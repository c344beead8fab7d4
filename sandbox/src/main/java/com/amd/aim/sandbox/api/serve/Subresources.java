package com.amd.aim.sandbox.api.serve;

import com.amd.aim.sandbox.api.PodLogs;
import com.amd.aim.sandbox.api.kinds.Form;
import com.amd.aim.sandbox.api.model.ApiFailure;
import com.amd.aim.sandbox.api.store.Store;
import com.amd.aim.sandbox.api.store.Stored;
import com.amd.aim.sandbox.api.tables.Tables;
import com.amd.aim.sandbox.api.write.Deleter;
import com.amd.aim.sandbox.api.write.Writer;
import java.io.IOException;
import java.time.InstantSource;

/** Requests for a part of an object, or for something that is done with it. */
final class Subresources implements AutoCloseable {

    private final Store store;
    private final Tables tables;
    private final WriteVerbs write;
    private final ScaleVerbs scale;
    private final PodActions actions;
    private final ProxyVerb proxy;
    private final LogVerb log;

    Subresources(Store store, Tables tables, WriteVerbs write, Writer writer, Deleter deleter, InstantSource clock) {
        this.store = store;
        this.tables = tables;
        this.write = write;
        this.scale = new ScaleVerbs(writer);
        this.actions = new PodActions(writer, deleter, clock);
        this.proxy = new ProxyVerb(new Backends(store));
        this.log = new LogVerb(clock);
    }

    void podLogs(PodLogs source) {
        log.source(source);
    }

    void answer(Target target, Call call) throws IOException {
        String name = String.valueOf(target.subresource());
        if (!target.type().subresources().contains(name)) {
            throw target.type().custom() == null
                    ? ApiFailure.noSuchResource()
                    : ApiFailure.notFound(target.type().group(), target.type().plural(), target.named());
        }
        switch (name) {
            case "status", "finalize" -> part(target, call);
            case "scale" -> scale.answer(target, find(target), call);
            case "binding" -> actions.bind(target, call);
            case "eviction" -> actions.evict(target, call);
            case "log" -> log.answer(find(target).tree(), call);
            case "proxy" -> proxy.answer(target, call);
            case "exec", "attach" ->
                throw ApiFailure.notImplemented("The sandbox's containers are simulated: there is nothing to " + name
                        + " into. Use kubectl logs, or the service proxy (kubectl get --raw).");
            default ->
                throw ApiFailure.notImplemented(
                        "The sandbox forwards no ports. Its pods listen on this machine: see their address in kubectl get"
                                + " pods -o wide, or use the service proxy (kubectl get --raw).");
        }
    }

    private Stored find(Target target) {
        return store.get(target.key())
                .orElseThrow(() ->
                        ApiFailure.notFound(target.type().group(), target.type().plural(), target.named()));
    }

    private void part(Target target, Call call) throws IOException {
        switch (call.method()) {
            case "GET" -> {
                Rendering rendering = new Rendering(target.type(), call, tables);
                call.send(200, "application/json", rendering.one(Form.of(find(target), target.type())));
            }
            case "PUT" -> write.update(target, call);
            case "PATCH" -> write.patch(target, call);
            default ->
                throw target.type().custom() == null
                        ? Router.methodNotAllowed()
                        : ApiFailure.methodNotAllowed(
                                target.type().group(), target.type().plural(), Router.verb(target, call));
        }
    }

    @Override
    public void close() {
        proxy.close();
    }
}
