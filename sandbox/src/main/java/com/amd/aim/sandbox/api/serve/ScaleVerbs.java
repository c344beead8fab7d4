package com.amd.aim.sandbox.api.serve;

import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.store.Stored;
import com.amd.aim.sandbox.api.write.WriteRequest;
import com.amd.aim.sandbox.api.write.Writer;
import com.amd.aim.sandbox.api.write.Written;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** The scale subresource. */
final class ScaleVerbs {

    private final Writer writer;

    ScaleVerbs(Writer writer) {
        this.writer = writer;
    }

    void answer(Target target, Stored object, Call call) throws IOException {
        ResourceType type = target.type();
        switch (call.method()) {
            case "GET" -> call.json(200, Scales.of(type, object.tree()));
            case "PUT" -> {
                JsonNode scale = RequestBody.tree(call);
                WriteRequest request = WriteOptions.of(target, call);
                respond(call, type, writer.patch(request, current -> Scales.applied(type, current, scale)));
            }
            case "PATCH" -> patch(target, call);
            default -> throw Router.methodNotAllowed();
        }
    }

    private void patch(Target target, Call call) throws IOException {
        ResourceType type = target.type();
        PatchType kind = PatchType.of(call.contentType(), type);
        WriteRequest request = WriteOptions.ofPatch(target, call, kind);
        JsonNode patch = RequestBody.patch(call);
        if (kind == PatchType.APPLY) {
            ObjectNode configuration = Scales.configuration(type, target.named(), patch);
            respond(call, type, writer.apply(request, configuration, call.flag("force")));
            return;
        }
        UnaryOperator<ObjectNode> patching =
                WriteVerbs.patching(kind == PatchType.STRATEGIC ? PatchType.MERGE : kind, patch, type);
        respond(
                call,
                type,
                writer.patch(
                        request, current -> Scales.applied(type, current, patching.apply(Scales.of(type, current)))));
    }

    private static void respond(Call call, ResourceType type, Written written) throws IOException {
        call.json(200, Scales.of(type, written.tree()));
    }
}
