package com.amd.aim.sandbox.api.write;

import com.amd.aim.kube.schema.Pruned;
import com.amd.aim.sandbox.api.kinds.CustomVersion;
import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.model.ApiFailure;
import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Meta;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads objects as clients send them: the right kind, the right place, no unknown fields. */
final class Bodies {

    private Bodies() {}

    /** The object with kind, apiVersion and namespace filled in, pruned of what its schema does not know. */
    static ObjectNode read(WriteRequest request, ObjectNode body) {
        ResourceType type = request.type();
        requireKind(type, body);
        if (request.name() != null) {
            requireName(request, body);
        }
        ObjectNode object = placed(request, body);
        requireBytes(type, object);
        List<String> unknown = new ArrayList<>();
        ObjectNode known = pruned(type, object, unknown);
        // a built-in kind is read into its type at once, a custom resource is pruned after it was read
        report(
                request,
                findings(request, unknown, type.custom() != null),
                wrong -> ApiFailure.badRequest(cannotBeHandled(type, type.kind()) + wrong));
        return known;
    }

    /** The same for what a patch made of an object. */
    static ObjectNode readPatched(WriteRequest request, ObjectNode patched) {
        ResourceType type = request.type();
        requireKind(type, patched);
        ObjectNode object = placed(request, patched);
        ByteFields.problem(type, object).ifPresent(wrong -> {
            throw unpatchable(patched, wrong);
        });
        List<String> unknown = new ArrayList<>();
        ObjectNode known = pruned(type, object, unknown);
        report(request, findings(request, unknown, true), wrong -> unpatchable(patched, wrong));
        return known;
    }

    /** The same for a configuration to apply; fields that its types do not know are refused when it is merged. */
    static ObjectNode readApplied(WriteRequest request, ObjectNode body) {
        ResourceType type = request.type();
        String kind = Json.text(body, "kind");
        String apiVersion = Json.text(body, "apiVersion");
        if (!kind.equals(type.kind()) || !apiVersion.equals(type.apiVersion())) {
            String version = apiVersion.contains("/") ? apiVersion : "/" + apiVersion;
            throw ApiFailure.badRequest("invalid object type: " + version + ", Kind=" + kind);
        }
        if (Json.at(body, "metadata", "managedFields") != null) {
            throw ApiFailure.badRequest("metadata.managedFields must be nil");
        }
        requireBytes(type, placed(request, body));
        return body;
    }

    /** A PUT, or an apply that creates, must say the name itself. */
    static void requireName(WriteRequest request, ObjectNode body) {
        if (Meta.name(body).isEmpty()) {
            throw ApiFailure.badRequest("the name of the object (" + request.named()
                    + " based on URL) was undeterminable: name must be provided");
        }
    }

    /** A PUT that creates may name the version of what is not there any more. */
    static ObjectNode withoutVersion(ObjectNode body) {
        ObjectNode copy = body.deepCopy();
        Meta.of(copy).remove("resourceVersion");
        return copy;
    }

    private static void requireKind(ResourceType type, ObjectNode body) {
        String kind = Json.text(body, "kind");
        String apiVersion = Json.text(body, "apiVersion");
        boolean custom = type.custom() != null;
        if (custom && (kind.isEmpty() || apiVersion.isEmpty())) {
            String what = kind.isEmpty() ? "Object 'Kind' is missing in '" : "Object 'apiVersion' is missing in '";
            String text = body.toString();
            throw ApiFailure.badRequest("the object provided is unrecognized (must be of type " + type.kind() + "): "
                    + what + text + "' (" + (text.length() > 30 ? text.substring(0, 30) + " ..." : text) + ")");
        }
        if (!apiVersion.isEmpty() && !apiVersion.equals(type.apiVersion())) {
            throw ApiFailure.badRequest("the API version in the data (" + apiVersion
                    + ") does not match the expected API version (" + type.apiVersion() + ")");
        }
        if (custom && !kind.equals(type.kind())) {
            String value = "Invalid value: \"" + kind + "\": must be " + type.kind();
            throw ApiFailure.invalid(
                    type.group(),
                    kind,
                    Meta.name(body),
                    List.of(new ApiFailure.Cause("FieldValueInvalid", value, "kind")));
        }
        if (!kind.isEmpty() && !kind.equals(type.kind())) {
            throw ApiFailure.badRequest(
                    kind + " in version \"" + type.version() + "\" cannot be handled as a " + type.kind());
        }
    }

    private static void requireBytes(ResourceType type, ObjectNode object) {
        ByteFields.problem(type, object).ifPresent(wrong -> {
            throw ApiFailure.badRequest(cannotBeHandled(type, type.kind()) + wrong);
        });
    }

    /** A copy that says the kind, the namespace and the name that the request's path says. */
    static ObjectNode placed(WriteRequest request, ObjectNode body) {
        ResourceType type = request.type();
        ObjectNode object = Json.object().put("kind", type.kind()).put("apiVersion", type.apiVersion());
        object.putObject("metadata");
        object.setAll(body.deepCopy());
        object.put("kind", type.kind()).put("apiVersion", type.apiVersion());
        ObjectNode metadata = object.path("metadata").isObject() ? Meta.of(object) : object.putObject("metadata");
        String namespace = Meta.namespace(object);
        if (!namespace.isEmpty() && !namespace.equals(request.namespace())) {
            throw ApiFailure.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
        if (!request.namespace().isEmpty()) {
            metadata.put("namespace", request.namespace());
        }
        String wanted = request.name();
        if (wanted != null) {
            String given = Meta.name(object);
            if (!given.isEmpty() && !given.equals(wanted)) {
                throw ApiFailure.badRequest(
                        "the name of the object (" + given + ") does not match the name on the URL (" + wanted + ")");
            }
            metadata.put("name", wanted);
        }
        return object;
    }

    private static ObjectNode pruned(ResourceType type, ObjectNode object, List<String> unknown) {
        CustomVersion custom = type.custom();
        if (custom == null) {
            unknown.addAll(Fields.unknown(type, object));
            UnknownFields.remove(object, unknown);
            return object;
        }
        Pruned pruned = custom.schema().prune(object);
        unknown.addAll(pruned.unknownFields());
        return (ObjectNode) pruned.value();
    }

    private static ApiFailure unpatchable(ObjectNode patched, String wrong) {
        String value = Json.object().textNode(patched.toString()).toString();
        return ApiFailure.invalid(
                "",
                "",
                "",
                List.of(new ApiFailure.Cause("FieldValueInvalid", "Invalid value: " + value + ": " + wrong, "patch")));
    }

    private static List<String> findings(WriteRequest request, List<String> unknown, boolean repeatedFirst) {
        List<String> findings = new ArrayList<>();
        unknown.forEach(field -> findings.add("unknown field \"" + field + "\""));
        List<String> repeated = request.repeated().stream()
                .map(field -> "duplicate field \"" + field + "\"")
                .toList();
        findings.addAll(repeatedFirst ? 0 : findings.size(), repeated);
        return findings;
    }

    private static void report(WriteRequest request, List<String> findings, Function<String, ApiFailure> refusal) {
        switch (request.validation()) {
            case STRICT -> {
                if (!findings.isEmpty()) {
                    throw refusal.apply("strict decoding error: " + String.join(", ", findings));
                }
            }
            case WARN -> findings.forEach(request.warnings());
            case IGNORE -> {}
        }
    }

    private static String cannotBeHandled(ResourceType type, String kind) {
        return kind + " in version \"" + type.version() + "\" cannot be handled as a " + type.kind() + ": ";
    }
}
