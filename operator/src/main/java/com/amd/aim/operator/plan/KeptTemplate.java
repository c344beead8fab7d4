package com.amd.aim.operator.plan;

import com.amd.aim.kube.value.ContentHash;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.render.Trees;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/**
 * What is ours of a running workload: the fields that we applied, read back by our entry in its managed fields. Applying exactly
 * these again leaves the pods as they are, whatever this operator would render today.
 */
final class KeptTemplate {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode spec;

    private KeptTemplate(ObjectNode spec) {
        this.spec = spec;
    }

    /** Empty when nothing of it was applied by us. */
    static Optional<KeptTemplate> of(Deployment live) {
        ObjectNode tree = Trees.of(live);
        return tree.at("/metadata/managedFields")
                .valueStream()
                .filter(entry -> "Apply".equals(entry.path("operation").asText()))
                .filter(entry ->
                        Names.FIELD_MANAGER.equals(entry.path("manager").asText()))
                .map(entry -> entry.at("/fieldsV1/f:spec"))
                .filter(fields -> fields.has("f:template"))
                .findFirst()
                .map(fields -> new KeptTemplate(object(fields, tree.get("spec"))));
    }

    /** The workload's spec, as we applied it. */
    DeploymentSpec spec() {
        return Trees.as(spec, DeploymentSpec.class);
    }

    /** Whether the pod template is wholly what we applied: nobody took a field of it from us. */
    boolean isIntact() {
        ObjectNode template = spec.path("template").deepCopy();
        JsonNode annotations = template.at("/metadata/annotations");
        String hash = annotations.path(Names.ANNOTATION_TEMPLATE).asText();
        if (annotations instanceof ObjectNode object) {
            object.remove(Names.ANNOTATION_TEMPLATE);
            if (object.isEmpty() && template.get("metadata") instanceof ObjectNode metadata) {
                metadata.remove("annotations");
            }
        }
        return hash.equals(ContentHash.of(template));
    }

    /** The part of an object that these managed fields name. */
    private static ObjectNode object(JsonNode fields, JsonNode live) {
        ObjectNode ours = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            String name = field.getKey().startsWith("f:") ? field.getKey().substring(2) : "";
            JsonNode value = live.get(name);
            if (value != null) {
                ours.set(name, part(field.getValue(), value));
            }
        }
        return ours;
    }

    private static JsonNode part(JsonNode fields, JsonNode live) {
        if (fields.isEmpty() || live.isValueNode()) {
            return live;
        }
        return live instanceof ArrayNode list ? items(fields, list) : object(fields, live);
    }

    /** In the order of the live list, which is the order that counts. */
    private static ArrayNode items(JsonNode fields, ArrayNode live) {
        ArrayNode ours = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : live) {
            fields.properties().stream()
                    .filter(field -> names(field.getKey(), item))
                    .findFirst()
                    .ifPresent(
                            field -> ours.add(field.getKey().startsWith("k:") ? object(field.getValue(), item) : item));
        }
        return ours;
    }

    private static boolean names(String key, JsonNode item) {
        return switch (key.length() < 2 ? "" : key.substring(0, 2)) {
            case "k:" ->
                parse(key).properties().stream()
                        .allMatch(part -> part.getValue().equals(item.get(part.getKey())));
            case "v:" -> parse(key).equals(item);
            default -> false;
        };
    }

    private static JsonNode parse(String key) {
        try {
            return JSON.readTree(key.substring(2));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("managedFields hold a key that is not JSON: " + key, e);
        }
    }
}
