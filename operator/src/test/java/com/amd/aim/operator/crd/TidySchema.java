package com.amd.aim.operator.crd;

import com.amd.aim.operator.api.AIMRecipe;
import com.amd.aim.operator.api.SecretRef;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Walks a schema beside the Java type it was generated from and adds what the generator cannot say:
 *
 * <ul>
 *   <li>rules once (a record's field and accessor both carry the annotation; a doubled rule is refused under server-side apply);
 *   <li>list-map keys, or set, or atomic, for every list, so that two appliers meet in one list entry by entry;
 *   <li>formats of numbers, the declared order of enums, atomic references and selectors;
 *   <li>Kubernetes' own types from {@link KubernetesTypes}.
 * </ul>
 */
record TidySchema(KubernetesTypes kubernetes) {
    private static final Map<Class<?>, String> LIST_KEYS = Map.of(
            Condition.class, "type",
            EnvVar.class, "name",
            SecretRef.class, "name",
            AIMRecipe.Configuration.class, "name",
            AIMRecipe.Variable.class, "name");

    private static final Map<Class<?>, String> NUMBER_FORMATS =
            Map.of(Integer.class, "int32", Long.class, "int64", Double.class, "double");

    JSONSchemaProps tidy(JSONSchemaProps generated, Type type) {
        JSONSchemaProps schema = kubernetes
                .schema(type)
                .map(known -> withTextsOf(generated, known))
                .orElse(generated);
        schema.setXKubernetesValidations(List.copyOf(new LinkedHashSet<>(schema.getXKubernetesValidations())));
        switch (type) {
            case Class<?> record when record.isRecord() -> record(schema, record);
            case Class<?> words
            when words.isEnum() ->
                schema.setEnum(Arrays.stream(words.getEnumConstants())
                        .map(word -> (JsonNode) TextNode.valueOf(word.toString()))
                        .toList());
            case Class<?> json when json == JsonNode.class -> schema.setType("object");
            case Class<?> number
            when NUMBER_FORMATS.containsKey(number) -> schema.setFormat(NUMBER_FORMATS.get(number));
            case ParameterizedType list
            when list.getRawType() == List.class -> list(schema, list.getActualTypeArguments()[0]);
            case ParameterizedType map
            when map.getRawType() == Map.class -> map(schema, map.getActualTypeArguments()[1]);
            default -> {}
        }
        return schema;
    }

    private static JSONSchemaProps withTextsOf(JSONSchemaProps generated, JSONSchemaProps known) {
        Optional.ofNullable(generated.getDescription()).ifPresent(known::setDescription);
        return known;
    }

    private void record(JSONSchemaProps schema, Class<?> record) {
        for (RecordComponent component : record.getRecordComponents()) {
            schema.getProperties()
                    .compute(component.getName(), (_, property) -> tidy(property, component.getGenericType()));
        }
        if (record == SecretRef.class) {
            schema.setXKubernetesMapType("atomic");
        }
    }

    private void list(JSONSchemaProps schema, Type item) {
        schema.getItems().setSchema(tidy(schema.getItems().getSchema(), item));
        if (item instanceof Class<?> keyed && LIST_KEYS.containsKey(keyed)) {
            schema.setXKubernetesListType("map");
            schema.setXKubernetesListMapKeys(List.of(LIST_KEYS.get(keyed)));
        } else {
            schema.setXKubernetesListType(item == String.class ? "set" : "atomic");
        }
    }

    /** A map of strings is a selector and stands as a whole; a map of JSON values is open, entry by entry. */
    private static void map(JSONSchemaProps schema, Type value) {
        if (value == String.class) {
            schema.setXKubernetesMapType("atomic");
        } else {
            schema.setXKubernetesPreserveUnknownFields(null);
        }
    }
}
