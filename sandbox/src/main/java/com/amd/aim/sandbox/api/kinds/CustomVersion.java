package com.amd.aim.sandbox.api.kinds;

import com.amd.aim.kube.fields.FieldTypes;
import com.amd.aim.kube.schema.StructuralSchema;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a CustomResourceDefinition says of one version.
 *
 * @param definition the CRD's name
 * @param openApi the version's schema as written
 * @param storageApiVersion the API version in which objects are kept
 * @param selectableFields JSON paths that field selectors may name, beside metadata
 * @param scale null without a scale subresource
 */
public record CustomVersion(
        String definition,
        StructuralSchema schema,
        JsonNode openApi,
        FieldTypes types,
        String storageApiVersion,
        List<PrinterColumn> columns,
        List<String> selectableFields,
        @Nullable ScalePaths scale) {

    /** One of {@code additionalPrinterColumns}. */
    public record PrinterColumn(
            String name, String type, String format, String description, int priority, String jsonPath) {}

    /** Where the scale subresource reads and writes, as simple JSON paths ({@code .spec.replicas}). */
    public record ScalePaths(
            String spec, String status, @Nullable String labelSelector) {}
}
