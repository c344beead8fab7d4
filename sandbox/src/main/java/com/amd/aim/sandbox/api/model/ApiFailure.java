package com.amd.aim.sandbox.api.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request refused, in the words of an API server: becomes a {@code Status} body and its HTTP code. */
public final class ApiFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;
    private final String reason;
    private final transient @Nullable ObjectNode details;

    /** One thing that is wrong with an object: reason ({@code FieldValueInvalid}, …), message and field path. */
    public record Cause(String reason, String message, String field) {}

    private ApiFailure(int code, String reason, String message, @Nullable ObjectNode details) {
        super(message, null, false, false);
        this.code = code;
        this.reason = reason;
        this.details = details;
    }

    /** A refusal without details. */
    public static ApiFailure of(int code, String reason, String message) {
        return new ApiFailure(code, reason, message, null);
    }

    /** A refusal with details of its own. */
    public static ApiFailure of(int code, String reason, String message, ObjectNode details) {
        return new ApiFailure(code, reason, message, details);
    }

    /** 400. */
    public static ApiFailure badRequest(String message) {
        return of(400, "BadRequest", message);
    }

    /** 404 for an object; {@code resource} is the plural. */
    public static ApiFailure notFound(String group, String resource, String name) {
        return new ApiFailure(
                404,
                "NotFound",
                qualified(resource, group) + " \"" + name + "\" not found",
                details(name, group, resource));
    }

    /** 404 for a path below a known group version. */
    public static ApiFailure noSuchResource() {
        return new ApiFailure(404, "NotFound", "the server could not find the requested resource", Json.object());
    }

    /** 405. */
    public static ApiFailure methodNotAllowed(String group, String resource, String verb) {
        return new ApiFailure(
                405,
                "MethodNotAllowed",
                verb + " is not supported on resources of kind \"" + qualified(resource, group) + "\"",
                details(null, group, resource));
    }

    /** 409 on create; {@code before} begins the message. */
    public static ApiFailure alreadyExists(String group, String resource, String name, String before) {
        return new ApiFailure(
                409,
                "AlreadyExists",
                before + qualified(resource, group) + " \"" + name + "\" already exists",
                details(name, group, resource));
    }

    /** 409 because another write came first or a precondition does not hold. */
    public static ApiFailure conflict(String group, String resource, String name, String why) {
        return new ApiFailure(
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + qualified(resource, group) + " \"" + name + "\": " + why,
                details(name, group, resource));
    }

    /** 409 because other field managers own what was applied. */
    public static ApiFailure applyConflict(String message, List<Cause> causes) {
        ObjectNode details = Json.object();
        addCauses(details, causes);
        return new ApiFailure(409, "Conflict", message, details);
    }

    /** 403. */
    public static ApiFailure forbidden(String group, String resource, String name, String why) {
        String what = resource.isEmpty() ? "forbidden" : qualified(resource, group) + " \"" + name + "\" is forbidden";
        return new ApiFailure(403, "Forbidden", what + ": " + why, details(name, group, resource));
    }

    /** 403 with a cause for machines. */
    public static ApiFailure forbidden(String group, String resource, String name, String why, Cause cause) {
        ApiFailure plain = forbidden(group, resource, name, why);
        ObjectNode details = details(name, group, resource);
        addCauses(details, List.of(cause));
        return new ApiFailure(403, "Forbidden", message(plain), details);
    }

    /** 422: the object breaks rules. The message lists the causes as an API server does. */
    public static ApiFailure invalid(String group, String kind, String name, List<Cause> causes) {
        List<String> texts = causes.stream()
                .map(cause -> cause.field().isEmpty() ? cause.message() : cause.field() + ": " + cause.message())
                .distinct()
                .toList();
        String text = texts.size() == 1 ? texts.getFirst() : "[" + String.join(", ", texts) + "]";
        ObjectNode details = details(name, group, kind);
        addCauses(details, causes);
        return new ApiFailure(
                422, "Invalid", qualified(kind, group) + " \"" + name + "\" is invalid: " + text, details);
    }

    /** 410: the version asked for is no longer kept. */
    public static ApiFailure expired(String message) {
        return of(410, "Expired", message);
    }

    /** 415. */
    public static ApiFailure unsupportedMediaType(String message) {
        return of(415, "UnsupportedMediaType", message);
    }

    /** 501: what this server cannot do truthfully; {@code message} says what to use instead. */
    public static ApiFailure notImplemented(String message) {
        return of(501, "NotImplemented", message);
    }

    /** 500. */
    public static ApiFailure internal(String message) {
        return new ApiFailure(500, "InternalError", "Internal error occurred: " + message, causeOnly(message));
    }

    /** The HTTP code. */
    public int code() {
        return code;
    }

    /** The word for machines. */
    public String reason() {
        return reason;
    }

    /** The body. */
    public ObjectNode status() {
        ObjectNode status = Json.object();
        status.put("kind", "Status").put("apiVersion", "v1").putObject("metadata");
        status.put("status", "Failure").put("message", message(this));
        if (!reason.isEmpty()) {
            status.put("reason", reason);
        }
        if (details != null) {
            status.set("details", details);
        }
        return status.put("code", code);
    }

    private static String message(ApiFailure failure) {
        String message = failure.getMessage();
        return message == null ? "" : message;
    }

    private static String qualified(String resource, String group) {
        return group.isEmpty() ? resource : resource + "." + group;
    }

    private static ObjectNode details(@Nullable String name, String group, String kind) {
        ObjectNode details = Json.object();
        if (name != null && !name.isEmpty()) {
            details.put("name", name);
        }
        if (!group.isEmpty()) {
            details.put("group", group);
        }
        if (!kind.isEmpty()) {
            details.put("kind", kind);
        }
        return details;
    }

    private static ObjectNode causeOnly(String message) {
        ObjectNode details = Json.object();
        details.putArray("causes").addObject().put("message", message);
        return details;
    }

    private static void addCauses(ObjectNode details, List<Cause> causes) {
        var list = details.putArray("causes");
        for (Cause cause : causes) {
            ObjectNode entry = list.addObject();
            entry.put("reason", cause.reason()).put("message", cause.message());
            if (!cause.field().isEmpty()) {
                entry.put("field", cause.field());
            }
        }
    }
}
