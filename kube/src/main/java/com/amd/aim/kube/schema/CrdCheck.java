package com.amd.aim.kube.schema;

import com.amd.aim.kube.schema.format.Names;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges a CustomResourceDefinition (apiextensions.k8s.io/v1) as the API server does before it takes it: names and versions, that each
 * schema is structural and each rule compiles, and what never changes. What a rule may cost is not estimated.
 */
public final class CrdCheck {

    private static final FieldPath SPEC = new FieldPath("spec");
    private static final FieldPath STORED = new FieldPath("status.storedVersions");

    private final ObjectNode crd;
    private final List<FieldError> problems = new ArrayList<>();

    private CrdCheck(ObjectNode crd) {
        this.crd = crd;
    }

    /**
     * Checks a definition on its way in.
     *
     * @param crd the definition, defaulted, its status as it will be stored
     * @param old the stored definition on an update, null on create
     */
    public static List<FieldError> problems(ObjectNode crd, @Nullable ObjectNode old) {
        CrdCheck check = new CrdCheck(crd);
        if (old == null) {
            check.name();
        }
        check.problems.addAll(CrdSpec.check(crd.path("spec"), SPEC));
        if (old != null) {
            check.unchanged(old);
        }
        check.storedVersions();
        return List.copyOf(check.problems);
    }

    private void name() {
        FieldPath path = new FieldPath("metadata.name");
        String name = crd.at("/metadata/name").asText();
        Names.dns1123Subdomain(name).forEach(words -> problems.add(Faults.invalid(path, name, words)));
        String wanted = crd.at("/spec/names/plural").asText() + "."
                + crd.at("/spec/group").asText();
        if (!wanted.equals(name)) {
            problems.add(Faults.invalid(path, name, "must be spec.names.plural+\".\"+spec.group"));
        }
    }

    /** Scope and kind may change until the definition is established, group and plural never. */
    private void unchanged(ObjectNode old) {
        boolean established = old.at("/status/conditions")
                .valueStream()
                .anyMatch(condition -> condition.path("type").asText().equals("Established")
                        && condition.path("status").asText().equals("True"));
        if (established) {
            unchanged("scope", old);
            unchanged("names.kind", old);
        }
        unchanged("group", old);
        unchanged("names.plural", old);
    }

    private void unchanged(String field, ObjectNode old) {
        String pointer = "/spec/" + field.replace('.', '/');
        JsonNode now = crd.at(pointer);
        if (!now.equals(old.at(pointer))) {
            problems.add(Faults.invalid(SPEC.child(field), now, "field is immutable"));
        }
    }

    private void storedVersions() {
        JsonNode stored = crd.at("/status/storedVersions");
        if (stored.isEmpty()) {
            problems.add(Faults.invalidShown(STORED, "null", "must have at least one stored version"));
            return;
        }
        List<String> names = stored.valueStream().map(JsonNode::asText).toList();
        List<String> versions = new ArrayList<>();
        for (JsonNode version : crd.at("/spec/versions")) {
            String name = version.path("name").asText();
            versions.add(name);
            if (version.path("storage").asBoolean() && !names.contains(name)) {
                problems.add(Faults.invalid(STORED, stored, "must have the storage version " + name));
            }
        }
        for (int i = 0; i < names.size(); i++) {
            if (!versions.contains(names.get(i))) {
                problems.add(Faults.invalid(STORED.index(i), names.get(i), missing(names.get(i))));
            }
        }
    }

    private static String missing(String version) {
        return "missing from spec.versions; " + version + " was previously a storage version, and must remain in"
                + " spec.versions until a storage migration ensures no data remains persisted in " + version
                + " and removes " + version + " from status.storedVersions";
    }
}
