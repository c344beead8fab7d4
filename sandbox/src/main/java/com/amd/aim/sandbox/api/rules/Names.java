package com.amd.aim.sandbox.api.rules;

import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.model.ApiFailure.Cause;
import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Meta;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which names objects may have. */
final class Names {

    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final String LABEL_1035 = "[a-z]([-a-z0-9]*[a-z0-9])?";

    /** How names of a kind are written; most are subdomains. */
    private static final Map<String, Style> STYLES = Map.of(
            "/namespaces", Style.LABEL,
            "/services", Style.LABEL_1035,
            "rbac.authorization.k8s.io/roles", Style.PATH,
            "rbac.authorization.k8s.io/rolebindings", Style.PATH,
            "rbac.authorization.k8s.io/clusterroles", Style.PATH,
            "rbac.authorization.k8s.io/clusterrolebindings", Style.PATH);

    private enum Style {
        SUBDOMAIN(
                253,
                Names.LABEL + "(\\." + Names.LABEL + ")*",
                "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must"
                        + " start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is"),
        LABEL(
                63,
                Names.LABEL,
                "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and"
                        + " end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is"),
        LABEL_1035(
                63,
                Names.LABEL_1035,
                "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic"
                        + " character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for"
                        + " validation is"),
        PATH(Integer.MAX_VALUE, "(?!\\.{1,2}$)[^/%]+", "may not contain '/' or '%' (");

        private final int longest;
        private final Pattern pattern;
        private final String rule;

        Style(int longest, String pattern, String rule) {
            this.longest = longest;
            this.pattern = Pattern.compile(pattern);
            this.rule = rule + " '" + pattern + "')";
        }
    }

    private Names() {}

    /** What is wrong with an object's name. */
    static List<Cause> problems(ResourceType type, JsonNode object) {
        String name = Meta.name(object);
        if (name.isEmpty()) {
            return List.of(new Cause(
                    "FieldValueRequired", "Required value: name or generateName is required", "metadata.name"));
        }
        Style style = STYLES.getOrDefault(type.storage(), Style.SUBDOMAIN);
        return problem(name, style)
                .map(text -> List.of(invalid("metadata.name", name, text)))
                .orElse(List.of());
    }

    private static Optional<String> problem(String name, Style style) {
        if (name.length() > style.longest) {
            return Optional.of("must be no more than " + style.longest + " characters");
        }
        return style.pattern.matcher(name).matches() ? Optional.empty() : Optional.of(style.rule);
    }

    static Cause invalid(String field, String value, String text) {
        return new Cause("FieldValueInvalid", "Invalid value: " + Json.object().textNode(value) + ": " + text, field);
    }
}
