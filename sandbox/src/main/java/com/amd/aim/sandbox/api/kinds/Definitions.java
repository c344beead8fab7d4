package com.amd.aim.sandbox.api.kinds;

import com.amd.aim.kube.fields.FieldTypes;
import com.amd.aim.kube.schema.StructuralSchema;
import com.amd.aim.sandbox.api.kinds.CustomVersion.PrinterColumn;
import com.amd.aim.sandbox.api.kinds.CustomVersion.ScalePaths;
import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Meta;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes resources of a CustomResourceDefinition. */
public final class Definitions {

    private static final Set<String> VERBS =
            Set.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

    private Definitions() {}

    /** The resources of a definition, one for each served version. */
    public static List<ResourceType> versions(JsonNode crd) {
        return Json.items(crd, "spec", "versions").stream()
                .filter(version -> version.path("served").asBoolean())
                .map(version -> type(crd, version))
                .toList();
    }

    private static ResourceType type(JsonNode crd, JsonNode version) {
        JsonNode names = crd.path("spec").path("names");
        String group = Json.text(crd, "spec", "group");
        String plural = Json.text(names, "plural");
        String kind = Json.text(names, "kind");
        String singular = Json.text(names, "singular");
        String listKind = Json.text(names, "listKind");
        boolean status = Json.at(version, "subresources", "status") != null;
        Set<String> subresources = new HashSet<>();
        version.path("subresources").fieldNames().forEachRemaining(subresources::add);
        return new ResourceType(
                group,
                Json.text(version, "name"),
                plural,
                singular.isEmpty() ? kind.toLowerCase(Locale.ROOT) : singular,
                kind,
                listKind.isEmpty() ? kind + "List" : listKind,
                Json.text(crd, "spec", "scope").equals("Namespaced"),
                texts(names, "shortNames"),
                texts(names, "categories"),
                VERBS,
                Set.copyOf(subresources),
                group + "/" + plural,
                Generation.CONTENT,
                status,
                false,
                false,
                false,
                warning(version, group, kind),
                custom(crd, version, status));
    }

    private static @Nullable String warning(JsonNode version, String group, String kind) {
        if (!version.path("deprecated").asBoolean()) {
            return null;
        }
        String given = Json.text(version, "deprecationWarning");
        return given.isEmpty() ? group + "/" + Json.text(version, "name") + " " + kind + " is deprecated" : given;
    }

    private static CustomVersion custom(JsonNode crd, JsonNode version, boolean status) {
        JsonNode openApi = version.path("schema").path("openAPIV3Schema");
        StructuralSchema schema = StructuralSchema.of(openApi);
        return new CustomVersion(
                Meta.name(crd),
                schema,
                openApi,
                FieldTypes.ofSchema(schema, status),
                Json.text(crd, "spec", "group") + "/" + storageVersion(crd),
                Json.items(version, "additionalPrinterColumns").stream()
                        .map(Definitions::column)
                        .toList(),
                Json.items(version, "selectableFields").stream()
                        .map(field -> Json.text(field, "jsonPath"))
                        .toList(),
                scale(Json.at(version, "subresources", "scale")));
    }

    /** The name of the version in which objects are kept. */
    private static String storageVersion(JsonNode crd) {
        return Json.items(crd, "spec", "versions").stream()
                .filter(version -> version.path("storage").asBoolean())
                .map(version -> Json.text(version, "name"))
                .findFirst()
                .orElse("");
    }

    private static PrinterColumn column(JsonNode column) {
        return new PrinterColumn(
                Json.text(column, "name"),
                Json.text(column, "type"),
                Json.text(column, "format"),
                Json.text(column, "description"),
                (int) Json.number(column, 0, "priority"),
                Json.text(column, "jsonPath"));
    }

    private static @Nullable ScalePaths scale(@Nullable JsonNode scale) {
        if (scale == null) {
            return null;
        }
        String selector = Json.text(scale, "labelSelectorPath");
        return new ScalePaths(
                Json.text(scale, "specReplicasPath"),
                Json.text(scale, "statusReplicasPath"),
                selector.isEmpty() ? null : selector);
    }

    private static List<String> texts(JsonNode names, String field) {
        return Json.items(names, field).stream().map(JsonNode::asText).toList();
    }
}
