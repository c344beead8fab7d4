package com.amd.aim.kube.schema;

import com.amd.aim.kube.schema.format.Names;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks each version of a definition. What all versions have in common the API server sees as a part of the definition itself, and
 * so do the paths of its faults.
 */
final class CrdVersions {

    private final JsonNode versions;
    private final FieldPath spec;
    private final List<FieldError> faults = new ArrayList<>();

    private CrdVersions(JsonNode versions, FieldPath spec) {
        this.versions = versions;
        this.spec = spec;
    }

    static List<FieldError> check(JsonNode versions, FieldPath spec) {
        CrdVersions check = new CrdVersions(versions, spec);
        check.missingSchemas();
        for (int i = 0; i < versions.size(); i++) {
            check.itself(versions.get(i), spec.child("versions").index(i));
        }
        check.each("schema", "validation", check::schema);
        check.each(
                "subresources",
                "subresources",
                (version, path) -> check.faults.addAll(
                        CrdPaths.scale(version.path("subresources").path("scale"), path)));
        check.each(
                "additionalPrinterColumns",
                "additionalPrinterColumns",
                (version, path) ->
                        check.faults.addAll(CrdPaths.columns(version.path("additionalPrinterColumns"), path)));
        check.each(
                "selectableFields",
                "selectableFields",
                (version, path) -> check.faults.addAll(CrdPaths.selectable(version, path)));
        return check.faults;
    }

    private interface PartCheck {
        void check(JsonNode version, FieldPath path);
    }

    /** Checks a part of the versions: once if they have it in common, else in each that has it. */
    private void each(String field, String common, PartCheck check) {
        JsonNode first = versions.path(0).path(field);
        boolean same =
                versions.valueStream().allMatch(version -> version.path(field).equals(first));
        if (same && !first.isMissingNode()) {
            check.check(versions.get(0), spec.child(common));
            return;
        }
        for (int i = 0; i < versions.size(); i++) {
            if (versions.get(i).has(field)) {
                check.check(versions.get(i), spec.child("versions").index(i).child(field));
            }
        }
    }

    private void missingSchemas() {
        for (int i = 0; i < versions.size(); i++) {
            if (!schemaOf(versions.get(i)).isObject()) {
                faults.add(Faults.required(spec.child("versions").index(i).child("schema.openAPIV3Schema"), ""));
            }
        }
    }

    private static JsonNode schemaOf(JsonNode version) {
        return version.path("schema").path("openAPIV3Schema");
    }

    private void schema(JsonNode version, FieldPath path) {
        if (schemaOf(version).isObject()) {
            boolean status = version.path("subresources").has("status");
            faults.addAll(SchemaCheck.check(schemaOf(version), path.child("openAPIV3Schema"), status));
        }
    }

    private void itself(JsonNode version, FieldPath path) {
        String name = version.path("name").asText();
        List<String> words = Names.dns1035Label(name);
        if (!words.isEmpty()) {
            faults.add(Faults.invalid(path.child("name"), name, String.join(",", words)));
        }
        JsonNode warning = version.path("deprecationWarning");
        if (!warning.isMissingNode()) {
            warningFault(version, warning.asText())
                    .ifPresent(fault ->
                            faults.add(Faults.invalid(path.child("deprecationWarning"), warning.asText(), fault)));
        }
    }

    private static Optional<String> warningFault(JsonNode version, String warning) {
        if (!version.path("deprecated").asBoolean()) {
            return Optional.of("can only be set for deprecated versions");
        }
        if (warning.length() > 256) {
            return Optional.of("must be <= 256 characters long");
        }
        return warning.isEmpty() ? Optional.of("must not be an empty string") : Optional.empty();
    }
}
