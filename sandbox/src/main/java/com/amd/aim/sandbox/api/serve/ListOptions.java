package com.amd.aim.sandbox.api.serve;

import com.amd.aim.sandbox.api.model.ApiFailure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From where and how much a list or watch wants.
 *
 * @param exactVersion list at this version; null: now
 * @param notOlderThan the state must have reached this version; 0: any
 * @param start the key after which a page begins; null for the first
 */
record ListOptions(
        @Nullable Long exactVersion,
        long notOlderThan,
        long limit,
        @Nullable String start) {

    static ListOptions of(Call call, boolean watch) {
        String version = call.query("resourceVersion");
        String match = call.query("resourceVersionMatch");
        checkMatch(call, version, match, watch);
        long limit = number(call.query("limit"));
        number(call.query("timeoutSeconds"));
        long at = version(version, watch);
        String token = call.query("continue");
        if (!token.isEmpty() && !watch) {
            if (!version.isEmpty() && at != 0) {
                throw ApiFailure.badRequest("specifying resource version is not allowed when using continue");
            }
            PageToken page = PageToken.read(token);
            return new ListOptions(page.version(), 0, limit, page.start());
        }
        boolean exact = match.equals("Exact") || (match.isEmpty() && at != 0 && limit > 0);
        boolean cached = version.equals("0");
        return new ListOptions(exact ? at : null, exact ? 0 : at, cached ? 0 : limit, null);
    }

    boolean isContinued() {
        return start != null;
    }

    boolean isAfterStart(String path) {
        return start == null || path.compareTo(start) > 0;
    }

    private static void checkMatch(Call call, String version, String match, boolean watch) {
        boolean initial = !call.query("sendInitialEvents").isEmpty();
        if (initial && !watch) {
            throw forbidden("sendInitialEvents", "sendInitialEvents is forbidden for list");
        }
        if (initial && !match.equals("NotOlderThan")) {
            throw initialMatch(match);
        }
        if (initial || match.isEmpty()) {
            return;
        }
        if (watch) {
            throw forbidden(
                    "resourceVersionMatch",
                    "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
        }
        if (version.isEmpty()) {
            throw forbidden(
                    "resourceVersionMatch", "resourceVersionMatch is forbidden unless resourceVersion is provided");
        }
        if (!call.query("continue").isEmpty()) {
            throw forbidden("resourceVersionMatch", "resourceVersionMatch is forbidden when continue is provided");
        }
        if (!match.equals("Exact") && !match.equals("NotOlderThan")) {
            throw invalid(
                    "FieldValueNotSupported",
                    "resourceVersionMatch",
                    "Unsupported value: \"" + match + "\": supported values: \"Exact\", \"NotOlderThan\", \"\"");
        }
        if (match.equals("Exact") && version.equals("0")) {
            throw forbidden(
                    "resourceVersionMatch", "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
        }
    }

    private static ApiFailure initialMatch(String match) {
        String field = "resourceVersionMatch";
        List<ApiFailure.Cause> causes = new ArrayList<>();
        causes.add(new ApiFailure.Cause(
                "FieldValueForbidden",
                "Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan",
                field));
        if (!match.isEmpty()) {
            causes.add(new ApiFailure.Cause(
                    "FieldValueNotSupported",
                    "Unsupported value: \"" + match + "\": supported values: \"NotOlderThan\"",
                    field));
        }
        return ApiFailure.invalid("meta.k8s.io", "ListOptions", "", causes);
    }

    private static ApiFailure forbidden(String field, String why) {
        return invalid("FieldValueForbidden", field, "Forbidden: " + why);
    }

    private static ApiFailure invalid(String reason, String field, String message) {
        return ApiFailure.invalid(
                "meta.k8s.io", "ListOptions", "", List.of(new ApiFailure.Cause(reason, message, field)));
    }

    /** A version as a number; 0 for none. */
    static long version(String text, boolean watch) {
        if (text.isEmpty()) {
            return 0;
        }
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException noNumber) {
            String why = "resourceVersion: Invalid value: \"" + text + "\": strconv.ParseUint: parsing \"" + text
                    + "\": invalid syntax";
            throw watch ? ApiFailure.of(500, "", why) : ApiFailure.badRequest("invalid resource version: " + why);
        }
    }

    /** A number that an option is; 0 for none. */
    static long number(String text) {
        try {
            return text.isEmpty() ? 0 : Long.parseLong(text);
        } catch (NumberFormatException noNumber) {
            throw ApiFailure.badRequest("strconv.ParseInt: parsing \"" + text + "\": invalid syntax");
        }
    }
}
