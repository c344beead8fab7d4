package com.amd.aim.operator.crd;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The schemas of {@code kubernetes-types.yaml}, by the client's class. */
record KubernetesTypes(Map<Class<?>, JSONSchemaProps> schemas) {

    private static final YAMLMapper YAML = new YAMLMapper();

    static KubernetesTypes read() {
        try (InputStream file =
                Objects.requireNonNull(KubernetesTypes.class.getResourceAsStream("/crd/kubernetes-types.yaml"))) {
            Map<String, JSONSchemaProps> types = YAML.readValue(file, new TypeReference<>() {});
            return new KubernetesTypes(Stream.of(
                            Condition.class, EnvVar.class, ResourceRequirements.class, Toleration.class)
                    .collect(Collectors.toMap(
                            Function.identity(), type -> Objects.requireNonNull(types.get(type.getSimpleName())))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JSONSchemaProps copy(JSONSchemaProps schema) {
        return YAML.convertValue(schema, JSONSchemaProps.class);
    }

    /** A new copy of the type's schema. */
    Optional<JSONSchemaProps> schema(Type type) {
        return type instanceof Class<?> known
                ? Optional.ofNullable(schemas.get(known)).map(KubernetesTypes::copy)
                : Optional.empty();
    }
}
