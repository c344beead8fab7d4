package com.amd.aim.operator.crd;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Puts right what the generator makes of our classes: printer columns come in the order they are declared in (it sorts them by
 * path, so that kubectl shows the age first), and the schema is gone over by {@link TidySchema}.
 */
final class TidyCrd implements CRDPostProcessor {
    private final List<Class<? extends HasMetadata>> resources;
    private final TidySchema schemas;

    TidyCrd(List<Class<? extends HasMetadata>> resources, TidySchema schemas) {
        this.resources = List.copyOf(resources);
        this.schemas = schemas;
    }

    @Override
    public HasMetadata process(HasMetadata crd, String crdSpecVersion) {
        var definition = (CustomResourceDefinition) crd;
        Class<? extends HasMetadata> resource = resources.stream()
                .filter(type -> HasMetadata.getKind(type)
                        .equals(definition.getSpec().getNames().getKind()))
                .findFirst()
                .orElseThrow();
        definition.getSpec().getVersions().forEach(version -> tidy(version, resource));
        return definition;
    }

    /** The API server drops a priority of 0: were it in the file, kubectl apply would write the CRD each time. */
    private static CustomResourceColumnDefinition withoutDefault(CustomResourceColumnDefinition column) {
        return Integer.valueOf(0).equals(column.getPriority())
                ? column.edit().withPriority(null).build()
                : column;
    }

    private void tidy(CustomResourceDefinitionVersion version, Class<? extends HasMetadata> resource) {
        List<String> declared = Arrays.stream(resource.getAnnotationsByType(AdditionalPrinterColumn.class))
                .map(AdditionalPrinterColumn::name)
                .toList();
        version.setAdditionalPrinterColumns(version.getAdditionalPrinterColumns().stream()
                .sorted(Comparator.comparingInt(column -> declared.indexOf(column.getName())))
                .map(TidyCrd::withoutDefault)
                .toList());
        JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
        root.setDescription(Objects.requireNonNull(resource.getAnnotation(JsonClassDescription.class))
                .value());
        Type[] specAndStatus = ((ParameterizedType) resource.getGenericSuperclass()).getActualTypeArguments();
        root.getProperties().compute("spec", (_, schema) -> schemas.tidy(schema, specAndStatus[0]));
        root.getProperties().compute("status", (_, schema) -> schemas.tidy(schema, specAndStatus[1]));
    }
}
