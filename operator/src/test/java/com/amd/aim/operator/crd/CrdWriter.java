package com.amd.aim.operator.crd;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMRecipe;
import com.amd.aim.operator.api.AIMService;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The CustomResourceDefinitions as YAML, generated from the records of {@code operator.api}. */
final class CrdWriter {
    private static final List<Class<? extends HasMetadata>> RESOURCES =
            List.of(AIMService.class, AIMRecipe.class, AIMModelCache.class);

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    private CrdWriter() {}

    /** File name to content, as they stand in {@code crds/}. */
    static SortedMap<String, String> files() {
        var files = new TreeMap<String, String>();
        try (var output = new InMemory()) {
            new CRDGenerator()
                    .withParallelGenerationEnabled(false)
                    .withPostProcessor(new TidyCrd(RESOURCES, new TidySchema(KubernetesTypes.read())))
                    .customResourceClasses(RESOURCES)
                    .withOutput(output)
                    .generate();
            for (ByteArrayOutputStream generated : output.streams) {
                JsonNode crd = whole(YAML.readTree(generated.toByteArray()));
                files.put(
                        crd.at("/spec/names/plural").textValue() + ".yaml",
                        "# Generated from the records of operator.api; change those.\n" + YAML.writeValueAsString(crd));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** The generator writes every bound as a fraction, 1.0; people write 1. */
    private static JsonNode whole(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                object.properties().forEach(field -> field.setValue(whole(field.getValue())));
                yield object;
            }
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, whole(array.get(i)));
                }
                yield array;
            }
            default ->
                node.isDouble() && node.doubleValue() == node.longValue() ? LongNode.valueOf(node.longValue()) : node;
        };
    }

    private static final class InMemory extends CRDGenerator.AbstractCRDOutput<ByteArrayOutputStream> {
        private final List<ByteArrayOutputStream> streams = new java.util.ArrayList<>();

        @Override
        protected ByteArrayOutputStream createStreamFor(String crdName) {
            var stream = new ByteArrayOutputStream();
            streams.add(stream);
            return stream;
        }
    }
}
