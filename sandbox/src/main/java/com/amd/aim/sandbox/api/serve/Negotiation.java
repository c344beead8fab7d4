package com.amd.aim.sandbox.api.serve;

import com.amd.aim.sandbox.api.model.ApiFailure;
import java.util.Locale;

/** What form of objects a client accepts. */
enum Negotiation {
    /** The objects themselves. */
    OBJECT,
    /** Rows with the columns of {@code kubectl get}. */
    TABLE,
    /** Only their metadata. */
    METADATA;

    /** Reads the Accept header: the first form in it that this server has. */
    static Negotiation of(Call call) {
        String accept = call.header("Accept");
        if (accept.isBlank()) {
            return OBJECT;
        }
        for (String range : accept.split(",", -1)) {
            String[] parts = range.strip().split(";", -1);
            if (isJson(parts[0].strip())) {
                String as = parameter(parts, "as");
                boolean current = parameter(parts, "v").equals("v1");
                if (as.isEmpty()) {
                    return OBJECT;
                }
                if (current && as.equals("Table")) {
                    return TABLE;
                }
                if (current && as.startsWith("PartialObjectMetadata")) {
                    return METADATA;
                }
            }
        }
        throw ApiFailure.of(
                406,
                "NotAcceptable",
                "406: Not Acceptable\n\nAvailable representations: application/json, application/json;stream=watch");
    }

    private static boolean isJson(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "application/json", "*/*", "application/*" -> true;
            default -> false;
        };
    }

    private static String parameter(String[] parts, String name) {
        for (String part : parts) {
            if (part.strip().startsWith(name + "=")) {
                return part.strip().substring(name.length() + 1);
            }
        }
        return "";
    }
}
