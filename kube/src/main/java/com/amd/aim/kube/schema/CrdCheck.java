package com.amd.aim.kube.schema;

import com.amd.aim.kube.schema.FieldError.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges a CustomResourceDefinition (apiextensions.k8s.io/v1) as the API server does before it takes it: its name, its versions, what
 * never changes. Whether a version's schema is structural and its rules compile is not judged here; a rule that does not
 * compile fails when an object meets it.
 */
public final class CrdCheck {

    private CrdCheck() {}

    /**
     * Checks a definition on its way in.
     *
     * @param crd the definition, defaulted
     * @param old the stored definition on an update, null on create
     */
    public static List<FieldError> problems(ObjectNode crd, @Nullable ObjectNode old) {
        List<FieldError> problems = new ArrayList<>();
        name(crd, problems);
        versions(crd.at("/spec/versions"), problems);
        if (old != null) {
            unchanged("group", crd, old, problems);
            unchanged("scope", crd, old, problems);
        }
        return List.copyOf(problems);
    }

    private static void name(ObjectNode crd, List<FieldError> problems) {
        String wanted = crd.at("/spec/names/plural").asText() + "."
                + crd.at("/spec/group").asText();
        String name = crd.at("/metadata/name").asText();
        if (!wanted.equals(name)) {
            problems.add(invalid("metadata.name", '"' + name + '"', "must be spec.names.plural+\".\"+spec.group"));
        }
    }

    private static void versions(JsonNode versions, List<FieldError> problems) {
        long stored = versions.valueStream()
                .filter(version -> version.path("storage").asBoolean())
                .count();
        if (stored != 1) {
            problems.add(invalid(
                    "spec.versions", versions.toString(), "must have exactly one version marked as storage version"));
        }
        for (int i = 0; i < versions.size(); i++) {
            if (!versions.get(i).at("/schema/openAPIV3Schema").isObject()) {
                String path = "spec.versions[" + i + "].schema.openAPIV3Schema";
                problems.add(new FieldError(path, Kind.REQUIRED, "Required value: schemas are required"));
            }
        }
    }

    private static void unchanged(String field, ObjectNode crd, ObjectNode old, List<FieldError> problems) {
        JsonNode now = crd.path("spec").path(field);
        if (!now.equals(old.path("spec").path(field))) {
            problems.add(invalid("spec." + field, now.toString(), "field is immutable"));
        }
    }

    private static FieldError invalid(String path, String value, String detail) {
        return new FieldError(path, Kind.INVALID, "Invalid value: " + value + ": " + detail);
    }
}
