package com.amd.aim.sandbox.api.serve;

import com.amd.aim.sandbox.api.kinds.Form;
import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.model.ApiFailure;
import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Meta;
import com.amd.aim.sandbox.api.store.Store;
import com.amd.aim.sandbox.api.store.Stored;
import com.amd.aim.sandbox.api.tables.Tables;
import com.amd.aim.sandbox.api.write.DeleteOptions;
import com.amd.aim.sandbox.api.write.DeleteOptions.Propagation;
import com.amd.aim.sandbox.api.write.Deleter;
import com.amd.aim.sandbox.api.write.WriteRequest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code delete} and {@code deletecollection}. */
final class DeleteVerbs {

    private final Store store;
    private final Deleter deleter;
    private final Tables tables;

    DeleteVerbs(Store store, Deleter deleter, Tables tables) {
        this.store = store;
        this.deleter = deleter;
        this.tables = tables;
    }

    void delete(Target target, Call call) throws IOException {
        JsonNode body = body(call);
        DeleteOptions options = options(call, body);
        boolean dryRun = isDryRun(call, body);
        Deleter.Deleted deleted = deleter.delete(request(target, call, target.named(), dryRun), options);
        ResourceType type = target.type();
        Form form = deleted.object().form(type);
        if (deleted.gone() && !type.returnsDeleted()) {
            call.json(200, success(type, form.tree()));
        } else {
            call.send(200, "application/json", new Rendering(type, call, tables).one(form));
        }
    }

    void deleteCollection(Target target, Call call) throws IOException {
        JsonNode body = body(call);
        DeleteOptions options = options(call, body);
        boolean dryRun = isDryRun(call, body);
        List<Stored> selected = ListVerb.selected(store, target, Selection.of(target, call));
        for (Stored object : selected) {
            try {
                WriteRequest request = new WriteRequest(
                        target.type(),
                        object.key().namespace(),
                        object.key().name(),
                        "",
                        "",
                        dryRun,
                        WriteRequest.FieldValidation.IGNORE,
                        List.of(),
                        _ -> {});
                deleter.delete(request, options);
            } catch (ApiFailure failure) {
                if (failure.code() != 404) {
                    throw failure;
                }
            }
        }
        List<Form> forms =
                selected.stream().map(object -> Form.of(object, target.type())).toList();
        byte[] list = new Rendering(target.type(), call, tables)
                .list(forms, Rendering.listMeta(Long.toString(store.version())));
        call.send(200, "application/json", list);
    }

    private static WriteRequest request(Target target, Call call, String name, boolean dryRun) {
        String namespace = target.namespace();
        return new WriteRequest(
                target.type(),
                namespace == null ? "" : namespace,
                name,
                "",
                WriteOptions.manager(call, "DeleteOptions"),
                dryRun,
                WriteRequest.FieldValidation.IGNORE,
                List.of(),
                call::warn);
    }

    private static ObjectNode success(ResourceType type, JsonNode object) {
        ObjectNode status = Json.object().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Success");
        ObjectNode details = status.putObject("details").put("name", Meta.name(object));
        if (!type.group().isEmpty()) {
            details.put("group", type.group());
        }
        details.put("kind", type.plural()).put("uid", Meta.uid(object));
        return status;
    }

    private static JsonNode body(Call call) throws IOException {
        return call.body().length == 0 ? Json.object() : RequestBody.tree(call);
    }

    private static boolean isDryRun(Call call, JsonNode body) {
        List<String> inBody =
                Json.items(body, "dryRun").stream().map(JsonNode::asText).toList();
        return WriteOptions.isDryRun(call, "DeleteOptions") || WriteOptions.isDryRun(inBody, "DeleteOptions");
    }

    private static DeleteOptions options(Call call, JsonNode body) {
        return new DeleteOptions(
                grace(call, body),
                propagation(call, body),
                given(Json.text(body, "preconditions", "uid")),
                given(Json.text(body, "preconditions", "resourceVersion")));
    }

    private static @Nullable String given(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable Long grace(Call call, JsonNode body) {
        JsonNode inBody = Json.at(body, "gracePeriodSeconds");
        if (inBody != null) {
            return inBody.asLong();
        }
        String asked = call.query("gracePeriodSeconds");
        return asked.isEmpty() ? null : Long.valueOf(ListOptions.number(asked));
    }

    private static @Nullable Propagation propagation(Call call, JsonNode body) {
        String named = Json.text(body, "propagationPolicy");
        String policy = named.isEmpty() ? call.query("propagationPolicy") : named;
        JsonNode orphan = Json.at(body, "orphanDependents");
        if (orphan != null && !policy.isEmpty()) {
            throw invalid(
                    "FieldValueInvalid",
                    "Invalid value: \"" + policy + "\": orphanDependents and deletionPropagation cannot be both set");
        }
        if (orphan != null) {
            return orphan.asBoolean() ? Propagation.ORPHAN : Propagation.BACKGROUND;
        }
        return switch (policy) {
            case "" -> null;
            case "Background" -> Propagation.BACKGROUND;
            case "Foreground" -> Propagation.FOREGROUND;
            case "Orphan" -> Propagation.ORPHAN;
            default ->
                throw invalid(
                        "FieldValueNotSupported",
                        "Unsupported value: \"" + policy
                                + "\": supported values: \"Foreground\", \"Background\", \"Orphan\", \"nil\"");
        };
    }

    private static ApiFailure invalid(String reason, String message) {
        return ApiFailure.invalid(
                "meta.k8s.io",
                "DeleteOptions",
                "",
                List.of(new ApiFailure.Cause(reason, message, "propagationPolicy")));
    }
}
