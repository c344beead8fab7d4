package com.amd.aim.kube.schema.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One node of a structural schema. Properties are sorted by name, so that whatever walks them does so in the same order.
 *
 * @param type {@code object}, {@code array}, {@code string}, {@code integer}, {@code number}, {@code boolean}; empty when none
 * @param defaultValue what an absent value becomes, null when nothing
 * @param additionalProperties the schema of all other properties, null when there is none
 * @param openProperties {@code additionalProperties: true}
 * @param closedProperties {@code additionalProperties: false}
 * @param constraints what a value must fulfil
 * @param junctors allOf, anyOf, oneOf and not
 * @param rules the CEL rules
 * @param source the JSON it was read from
 */
public record SchemaNode(
        String type,
        boolean nullable,
        @Nullable JsonNode defaultValue,
        @Nullable SchemaNode items,
        Map<String, SchemaNode> properties,
        @Nullable SchemaNode additionalProperties,
        boolean openProperties,
        boolean closedProperties,
        Extensions extensions,
        Constraints constraints,
        Junctors junctors,
        List<Rule> rules,
        JsonNode source) {

    /** Reads a schema; what is not understood is ignored (the check of a definition names it). */
    public static SchemaNode of(JsonNode schema) {
        return SchemaReader.read(schema);
    }

    /** {@return the schema of a property, or of the other properties when it is not listed; null when nobody knows it} */
    public @Nullable SchemaNode property(String name) {
        SchemaNode property = properties.get(name);
        return property == null ? additionalProperties : property;
    }

    public boolean isIntOrString() {
        return extensions.intOrString();
    }

    public boolean preservesUnknown() {
        return extensions.preserveUnknown();
    }

    public boolean isEmbedded() {
        return extensions.embedded();
    }

    /** {@return the same node as the root of a resource, which has apiVersion, kind and metadata} */
    public SchemaNode asResource() {
        Extensions resource = new Extensions(
                extensions.preserveUnknown(),
                true,
                extensions.intOrString(),
                extensions.listType(),
                extensions.listMapKeys(),
                extensions.mapType());
        return new SchemaNode(
                type,
                nullable,
                defaultValue,
                items,
                properties,
                additionalProperties,
                openProperties,
                closedProperties,
                resource,
                constraints,
                junctors,
                rules,
                source);
    }

    /** {@return the same node with apiVersion, kind, metadata.name and metadata.generateName as rules see them} */
    public SchemaNode withTypeAndObjectMeta() {
        Map<String, SchemaNode> all = new TreeMap<>(properties);
        all.putAll(SchemaReader.TYPE_AND_OBJECT_META);
        return new SchemaNode(
                type,
                nullable,
                defaultValue,
                items,
                Collections.unmodifiableMap(all),
                additionalProperties,
                openProperties,
                closedProperties,
                extensions,
                constraints,
                junctors,
                rules,
                source);
    }

    /** Whether rules stand at this node or anywhere below it (not within junctors). */
    public boolean hasRules() {
        return !rules.isEmpty()
                || (items != null && items.hasRules())
                || (additionalProperties != null && additionalProperties.hasRules())
                || properties.values().stream().anyMatch(SchemaNode::hasRules);
    }

    /**
     * The {@code x-kubernetes-…} words.
     *
     * @param listType {@code atomic}, {@code set}, {@code map}, or empty
     * @param listMapKeys the key fields of a list of type map
     * @param mapType {@code atomic}, {@code granular}, or empty
     */
    public record Extensions(
            boolean preserveUnknown,
            boolean embedded,
            boolean intOrString,
            String listType,
            List<String> listMapKeys,
            String mapType) {}

    /** The schemas that a value must fulfil all of, at least one of, exactly one of, and not fulfil. */
    public record Junctors(
            List<SchemaNode> allOf,
            List<SchemaNode> anyOf,
            List<SchemaNode> oneOf,
            @Nullable SchemaNode not) {
        static final Junctors NONE = new Junctors(List.of(), List.of(), List.of(), null);
    }

    /**
     * A CEL rule ({@code x-kubernetes-validations}).
     *
     * @param reason the word of the resulting error, null for FieldValueInvalid
     * @param optionalOldSelf whether {@code oldSelf} is optional and the rule also holds on create
     */
    public record Rule(
            String rule,
            @Nullable String message,
            @Nullable String messageExpression,
            @Nullable String fieldPath,
            @Nullable String reason,
            @Nullable Boolean optionalOldSelf,
            JsonNode source) {}
}
