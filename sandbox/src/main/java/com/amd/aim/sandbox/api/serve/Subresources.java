package com.amd.aim.sandbox.api.serve;

import com.amd.aim.sandbox.api.kinds.Form;
import com.amd.aim.sandbox.api.model.ApiFailure;
import com.amd.aim.sandbox.api.store.Store;
import com.amd.aim.sandbox.api.store.Stored;
import com.amd.aim.sandbox.api.tables.Tables;
import java.io.IOException;

/** Requests for a part of an object, or for something that is done with it. */
final class Subresources {

    private final Store store;
    private final Tables tables;
    private final WriteVerbs write;

    Subresources(Store store, Tables tables, WriteVerbs write) {
        this.store = store;
        this.tables = tables;
        this.write = write;
    }

    void answer(Target target, Call call) throws IOException {
        String name = String.valueOf(target.subresource());
        if (!target.type().subresources().contains(name)) {
            throw ApiFailure.noSuchResource();
        }
        switch (name) {
            case "status", "finalize" -> part(target, call);
            default -> throw ApiFailure.notImplemented("The sandbox has no " + name + " yet.");
        }
    }

    private void part(Target target, Call call) throws IOException {
        switch (call.method()) {
            case "GET" -> {
                Stored stored = store.get(target.key())
                        .orElseThrow(() -> ApiFailure.notFound(
                                target.type().group(), target.type().plural(), target.named()));
                Rendering rendering = new Rendering(target.type(), call, tables);
                call.send(200, "application/json", rendering.one(Form.of(stored, target.type())));
            }
            case "PUT" -> write.update(target, call);
            case "PATCH" -> write.patch(target, call);
            default -> throw Router.methodNotAllowed();
        }
    }
}
