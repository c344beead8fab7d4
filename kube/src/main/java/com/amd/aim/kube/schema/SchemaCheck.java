package com.amd.aim.kube.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks the schema of a version: that it is structural, that its defaults are values of it, and every keyword and rule. Rules are
 * compiled only in a schema that is otherwise sound.
 */
final class SchemaCheck {

    private static final Set<String> AT_ROOT_WITH_STATUS = Set.of(
            "description",
            "type",
            "format",
            "title",
            "maximum",
            "exclusiveMaximum",
            "minimum",
            "exclusiveMinimum",
            "maxLength",
            "minLength",
            "pattern",
            "maxItems",
            "minItems",
            "uniqueItems",
            "multipleOf",
            "required",
            "items",
            "properties",
            "externalDocs",
            "example",
            "x-kubernetes-preserve-unknown-fields",
            "x-kubernetes-validations");
    private static final String GO_NAMES =
            "[Description Type Format Title Maximum ExclusiveMaximum Minimum ExclusiveMinimum"
                    + " MaxLength MinLength Pattern MaxItems MinItems UniqueItems MultipleOf Required Items Properties ExternalDocs"
                    + " Example XPreserveUnknownFields XValidations]";

    private SchemaCheck() {}

    /**
     * Checks a schema.
     *
     * @param status whether the version has a status subresource: its schema is then used apart from the rest
     */
    static List<FieldError> check(JsonNode schema, FieldPath path, boolean status) {
        List<FieldError> faults = new ArrayList<>();
        if (status) {
            rootOfStatus(schema, path, faults);
        }
        if (schema.path("nullable").asBoolean()) {
            faults.add(Faults.forbidden(path.child("nullable"), "nullable cannot be true at the root"));
        }
        Node root = NodeReader.read(schema);
        boolean readable = Unsupported.readable(schema);
        boolean sound = false;
        if (readable) {
            List<FieldError> structure = new ArrayList<>(StructureCheck.check(root, path));
            structure.sort(Comparator.comparing(FieldError::sentence));
            if (structure.isEmpty()) {
                structure.addAll(DefaultsCheck.check(root, path));
            }
            sound = structure.isEmpty();
            faults.addAll(structure);
        }
        faults.addAll(KeywordCheck.check(root, path, sound));
        if (faults.isEmpty() && !readable) {
            faults.add(Faults.invalid(path, "", "OpenAPIV3Schema 'schema' is not supported"));
        }
        return faults;
    }

    private static void rootOfStatus(JsonNode schema, FieldPath path, List<FieldError> faults) {
        String type = schema.path("type").asText();
        if (!type.isEmpty() && !type.equals("object")) {
            String words =
                    "only \"object\" is allowed as the type at the root of the schema if the status subresource is"
                            + " enabled";
            faults.add(Faults.invalid(path.child("type"), type, words));
        }
        boolean plain = schema.properties().stream().map(Map.Entry::getKey).allMatch(AT_ROOT_WITH_STATUS::contains);
        if (!plain) {
            String words = "only " + GO_NAMES
                    + " fields are allowed at the root of the schema if the status subresource is enabled";
            faults.add(Faults.invalid(path, schema, words));
        }
    }
}
