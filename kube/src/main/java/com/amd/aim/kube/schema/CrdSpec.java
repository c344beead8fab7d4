package com.amd.aim.kube.schema;

import com.amd.aim.kube.schema.format.Names;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks what a definition says beside its versions: group, scope, names and conversion. */
final class CrdSpec {

    private final JsonNode spec;
    private final FieldPath path;
    private final List<FieldError> faults = new ArrayList<>();

    private CrdSpec(JsonNode spec, FieldPath path) {
        this.spec = spec;
        this.path = path;
    }

    static List<FieldError> check(JsonNode spec, FieldPath path) {
        CrdSpec check = new CrdSpec(spec, path);
        check.group();
        check.oneOf("scope", spec.path("scope"), List.of("Cluster", "Namespaced"));
        check.faults.addAll(CrdVersions.check(spec.path("versions"), path));
        check.versions(spec.path("versions"));
        check.faults.addAll(CrdNames.check(spec.path("names"), path.child("names")));
        check.conversion(spec.path("conversion"), path.child("conversion"));
        if (spec.path("preserveUnknownFields").asBoolean()) {
            String words = "cannot set to true, set x-kubernetes-preserve-unknown-fields to true in"
                    + " spec.versions[*].schema instead";
            check.faults.add(
                    Faults.invalid(path.child("preserveUnknownFields"), spec.get("preserveUnknownFields"), words));
        }
        return check.faults;
    }

    private void group() {
        FieldPath group = path.child("group");
        String text = spec.path("group").asText();
        List<String> words = Names.dns1123Subdomain(text);
        if (text.isEmpty()) {
            faults.add(Faults.required(group, ""));
        } else if (!words.isEmpty()) {
            faults.add(Faults.invalid(group, text, String.join(",", words)));
        } else if (!text.contains(".")) {
            faults.add(Faults.invalid(group, text, "should be a domain with at least one dot"));
        }
    }

    private void oneOf(String field, JsonNode value, List<String> accepted) {
        if (value.asText().isEmpty()) {
            faults.add(Faults.required(path.child(field), ""));
        } else if (!accepted.contains(value.asText())) {
            faults.add(Faults.notSupported(path.child(field), value, accepted));
        }
    }

    private void versions(JsonNode versions) {
        Set<String> names = new HashSet<>();
        long stored = 0;
        for (JsonNode version : versions) {
            names.add(version.path("name").asText());
            stored += version.path("storage").asBoolean() ? 1 : 0;
        }
        FieldPath at = path.child("versions");
        if (names.size() != versions.size()) {
            faults.add(Faults.invalidShown(at, GoStructs.versions(versions), "must contain unique version names"));
        }
        if (stored != 1) {
            String words = "must have exactly one version marked as storage version";
            faults.add(Faults.invalidShown(at, GoStructs.versions(versions), words));
        }
        String first = versions.path(0).path("name").asText();
        List<String> words = Names.dns1035Label(first);
        if (!versions.isEmpty() && !words.isEmpty()) {
            faults.add(Faults.invalid(path.child("version"), first, String.join(",", words)));
        }
    }

    private void conversion(JsonNode conversion, FieldPath at) {
        if (conversion.isMissingNode()) {
            return;
        }
        oneOf("conversion.strategy", conversion.path("strategy"), List.of("None", "Webhook"));
        boolean wanted = conversion.path("strategy").asText().equals("Webhook");
        JsonNode client = conversion.path("webhook").path("clientConfig");
        JsonNode versions = conversion.path("webhook").path("conversionReviewVersions");
        String misplaced = "should not be set when strategy is not set to Webhook";
        if (!wanted && client.isObject()) {
            faults.add(Faults.forbidden(at.child("webhookClientConfig"), misplaced));
        } else if (wanted && !client.isObject()) {
            faults.add(Faults.required(at.child("webhookClientConfig"), "required when strategy is set to Webhook"));
        } else if (wanted && client.has("url") == client.has("service")) {
            faults.add(Faults.required(at.child("webhookClientConfig"), "exactly one of url or service is required"));
        }
        if (wanted && versions.isEmpty()) {
            faults.add(Faults.required(at.child("conversionReviewVersions"), ""));
        } else if (!wanted && !versions.isEmpty()) {
            faults.add(Faults.forbidden(at.child("conversionReviewVersions"), misplaced));
        }
    }
}
