package com.amd.aim.sandbox.api.serve;

import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.model.ApiFailure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What form of objects a client accepts.
 *
 * @param as what it calls that; empty for the objects themselves
 * @param version of the form, {@code v1} or for metadata {@code v1beta1}
 */
record Negotiation(Shape shape, String as, String version) {

    /** What is shown of an object. */
    enum Shape {
        /** All of it. */
        OBJECT,
        /** Rows with the columns of {@code kubectl get}. */
        TABLE,
        /** Only its metadata. */
        METADATA
    }

    private static final Negotiation WHOLE = new Negotiation(Shape.OBJECT, "", "");

    /** Reads the Accept header: the first form in it that this server has. */
    static Negotiation of(Call call) {
        String accept = call.header("Accept");
        if (accept.isBlank()) {
            return WHOLE;
        }
        return Arrays.stream(accept.split(",", -1))
                .flatMap(range -> ofRange(range).stream())
                .findFirst()
                .orElseThrow(() -> notAcceptable("406: Not Acceptable\n\n"
                        + "Available representations: application/json, application/json;stream=watch"));
    }

    private static Optional<Negotiation> ofRange(String range) {
        String[] parts = range.strip().split(";", -1);
        if (!isJson(parts[0].strip())) {
            return Optional.empty();
        }
        String as = parameter(parts, "as");
        String version = parameter(parts, "v");
        return switch (as) {
            case "" -> Optional.of(WHOLE);
            case "Table" ->
                version.equals("v1") ? Optional.of(new Negotiation(Shape.TABLE, as, version)) : Optional.empty();
            case "PartialObjectMetadata", "PartialObjectMetadataList" ->
                List.of("v1", "v1beta1").contains(version)
                        ? Optional.of(new Negotiation(Shape.METADATA, as, version))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** The API version of what is not the objects themselves. */
    String apiVersion() {
        return "meta.k8s.io/" + version;
    }

    /** Refuses metadata of a list where those of an object were asked for, and the other way round. */
    void requireFits(ResourceType type, boolean list) {
        if (shape == Shape.METADATA && as.endsWith("List") != list) {
            throw notAcceptable("you requested %s, but the requested object is %s (%s)"
                    .formatted(as, list ? "a list" : "not a list", goType(type, list)));
        }
    }

    private static String goType(ResourceType type, boolean list) {
        if (type.custom() != null) {
            return list ? "*unstructured.UnstructuredList" : "*unstructured.Unstructured";
        }
        String group = type.group().isEmpty() ? "core" : type.group().split("\\.", 2)[0];
        return "*" + group + "." + (list ? type.listKind() : type.kind());
    }

    private static ApiFailure notAcceptable(String why) {
        return ApiFailure.of(406, "NotAcceptable", why);
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
