package com.amd.aim.sandbox.api.serve;

import com.amd.aim.kube.fields.FieldTypes;
import com.amd.aim.kube.patch.JsonPatch;
import com.amd.aim.kube.patch.MergePatch;
import com.amd.aim.kube.patch.PatchException;
import com.amd.aim.kube.patch.StrategicMergePatch;
import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.model.ApiFailure;
import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.tables.Tables;
import com.amd.aim.sandbox.api.write.WriteRequest;
import com.amd.aim.sandbox.api.write.Writer;
import com.amd.aim.sandbox.api.write.Written;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** {@code create, update} and {@code patch} of objects and their status. */
final class WriteVerbs {

    private final Writer writer;
    private final Tables tables;

    WriteVerbs(Writer writer, Tables tables) {
        this.writer = writer;
        this.tables = tables;
    }

    void create(Target target, Call call) throws IOException {
        WriteRequest request = WriteOptions.of(target, call);
        respond(target, call, writer.create(request, RequestBody.object(call, target.type())));
    }

    void update(Target target, Call call) throws IOException {
        WriteRequest request = WriteOptions.of(target, call);
        respond(target, call, writer.update(request, RequestBody.object(call, target.type())));
    }

    void patch(Target target, Call call) throws IOException {
        PatchType kind = PatchType.of(call.contentType(), target.type());
        WriteRequest request = WriteOptions.ofPatch(target, call, kind);
        if (kind == PatchType.APPLY) {
            ObjectNode body = RequestBody.object(call, target.type());
            RepeatedKeys.report(call.body(), request);
            respond(target, call, writer.apply(request, body, call.flag("force")));
        } else {
            JsonNode patch = RequestBody.patch(call);
            respond(target, call, writer.patch(request, patching(kind, patch, target.type())));
        }
    }

    /** The change that a patch makes. */
    static UnaryOperator<ObjectNode> patching(PatchType kind, JsonNode patch, ResourceType type) {
        return current -> {
            try {
                JsonNode patched = switch (kind) {
                    case JSON -> JsonPatch.apply(current, patch);
                    case MERGE -> MergePatch.apply(current, patch);
                    default ->
                        StrategicMergePatch.apply(current, patch, FieldTypes.builtIn(type.apiVersion(), type.kind()));
                };
                if (patched instanceof ObjectNode object) {
                    return object;
                }
                throw ApiFailure.badRequest("the patch does not leave an object");
            } catch (PatchException wrong) {
                throw failure(wrong);
            }
        };
    }

    private static ApiFailure failure(PatchException wrong) {
        return switch (wrong.kind()) {
            case MALFORMED -> ApiFailure.badRequest(String.valueOf(wrong.getMessage()));
            case INAPPLICABLE ->
                ApiFailure.of(
                        422,
                        "Invalid",
                        "the server rejected our request due to an error in our request",
                        Json.object());
            case FAILED -> ApiFailure.of(500, "", String.valueOf(wrong.getMessage()));
        };
    }

    private void respond(Target target, Call call, Written written) throws IOException {
        Rendering rendering = new Rendering(target.type(), call, tables);
        call.send(written.created() ? 201 : 200, "application/json", rendering.one(written.form(target.type())));
    }
}
