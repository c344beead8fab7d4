package com.amd.aim.sandbox.api.serve;

import com.amd.aim.kube.value.GoText;
import com.amd.aim.sandbox.api.model.ApiFailure;
import com.amd.aim.sandbox.api.write.WriteRequest;
import com.amd.aim.sandbox.api.write.WriteRequest.FieldValidation;
import java.io.IOException;
import java.util.List;

/** Reads the options that create, update, patch and delete share. */
final class WriteOptions {

    private static final int LONGEST_MANAGER = 128;

    private WriteOptions() {}

    static WriteRequest of(Target target, Call call) throws IOException {
        return read(target, call, call.method().equals("POST") ? "CreateOptions" : "UpdateOptions");
    }

    static WriteRequest ofPatch(Target target, Call call, PatchType kind) throws IOException {
        if (kind == PatchType.APPLY && call.query("fieldManager").isEmpty()) {
            throw invalid(
                    "PatchOptions",
                    "FieldValueRequired",
                    "Required value: is required for apply patch",
                    "fieldManager");
        }
        if (kind != PatchType.APPLY && !call.query("force").isEmpty()) {
            throw invalid(
                    "PatchOptions",
                    "FieldValueForbidden",
                    "Forbidden: may not be specified for non-apply patch",
                    "force");
        }
        return read(target, call, "PatchOptions");
    }

    private static WriteRequest read(Target target, Call call, String options) throws IOException {
        String namespace = target.namespace();
        String subresource = target.subresource();
        return new WriteRequest(
                target.type(),
                namespace == null ? "" : namespace,
                target.name(),
                subresource == null ? "" : subresource,
                manager(call, options),
                isDryRun(call, options),
                validation(call, options),
                RepeatedFields.of(call.body()),
                call::warn);
    }

    /** Whether the result is to be thrown away. */
    static boolean isDryRun(Call call, String options) {
        return isDryRun(
                call.queries("dryRun").stream()
                        .filter(value -> !value.isEmpty())
                        .toList(),
                options);
    }

    static boolean isDryRun(List<String> asked, String options) {
        if (!asked.isEmpty() && !asked.stream().allMatch("All"::equals)) {
            throw invalid(
                    options,
                    "FieldValueNotSupported",
                    "Unsupported value: [\"" + String.join("\",\"", asked) + "\"]: supported values: \"All\"",
                    "dryRun");
        }
        return !asked.isEmpty();
    }

    /** The field manager named, else the first word of the user agent. */
    static String manager(Call call, String options) {
        String named = call.query("fieldManager");
        if (named.length() > LONGEST_MANAGER) {
            throw invalid(options, "FieldValueTooLong", "Too long: may not be more than 128 bytes", "fieldManager");
        }
        requirePrintable(named, options);
        if (!named.isEmpty()) {
            return named;
        }
        String agent = call.header("User-Agent").split("/", 2)[0];
        String short128 = agent.length() > LONGEST_MANAGER ? agent.substring(0, LONGEST_MANAGER) : agent;
        return short128.isEmpty() ? "unknown" : short128;
    }

    private static void requirePrintable(String manager, String options) {
        GoText.firstUnprintable(manager).ifPresent(found -> {
            throw invalid(
                    options,
                    "FieldValueInvalid",
                    "Invalid value: %s: invalid character U+%04X (at position %d)"
                            .formatted(GoText.quote(manager), found.codePoint(), found.position()),
                    "fieldManager");
        });
    }

    private static FieldValidation validation(Call call, String options) {
        return switch (call.query("fieldValidation")) {
            case "Strict" -> FieldValidation.STRICT;
            case "Ignore" -> FieldValidation.IGNORE;
            case "Warn", "" -> FieldValidation.WARN;
            default ->
                throw invalid(
                        options,
                        "FieldValueNotSupported",
                        "Unsupported value: \"" + call.query("fieldValidation")
                                + "\": supported values: \"\", \"Ignore\", \"Strict\", \"Warn\"",
                        "fieldValidation");
        };
    }

    private static ApiFailure invalid(String options, String reason, String message, String field) {
        return ApiFailure.invalid("meta.k8s.io", options, "", List.of(new ApiFailure.Cause(reason, message, field)));
    }
}
