package com.amd.aim.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMRecipe;
import com.amd.aim.operator.api.AIMService;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What is applied and told for a service, given all objects of a cluster: {@code cases/service/<name>/in.yaml → out.yaml}. Run with
 * {@code -Dupdate-golden} to write the results anew; the difference is what to review.
 */
class ServiceGoldenTest {
    private static final ObjectMapper YAML = new ObjectMapper(
            new YAMLFactory().enable(YAMLGenerator.Feature.MINIMIZE_QUOTES).disable(YAMLGenerator.Feature.SPLIT_LINES));

    private final Path cases =
            Path.of(System.getProperty("aim.root"), "operator", "src", "test", "resources", "cases", "service");

    @TestFactory
    @DisplayName("what a service becomes")
    List<DynamicTest> cases() throws IOException {
        try (Stream<Path> directories = Files.list(cases)) {
            return directories
                    .sorted()
                    .map(each -> DynamicTest.dynamicTest(each.getFileName().toString(), () -> check(each)))
                    .toList();
        }
    }

    private static void check(Path directory) throws IOException {
        Path golden = directory.resolve("out.yaml");
        String result = result(directory.resolve("in.yaml"));
        if (System.getProperty("update-golden") != null) {
            Files.writeString(golden, result);
        }
        assertThat(result).isEqualTo(Files.readString(golden));
    }

    private static String result(Path in) throws IOException {
        PlanWorld world = new PlanWorld();
        List<AIMService> services = new ArrayList<>();
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(in.toFile())) {
            documents.forEachRemaining(document -> read(document, world, services));
        }
        AIMService service = services.getFirst();
        ServicePlan plan = world.plan(service);
        List<Object> results = new ArrayList<>();
        if (plan.work().workload() instanceof Workload.Applied applied) {
            results.add(applied.wanted());
        }
        plan.work().frontend().ifPresent(results::add);
        plan.work().newCache().ifPresent(results::add);
        ObjectNode told = YAML.createObjectNode();
        told.set("status", YAML.valueToTree(world.status(service, plan)));
        results.add(told);
        StringBuilder text = new StringBuilder();
        for (Object each : results) {
            text.append(YAML.writeValueAsString(each));
        }
        return text.toString();
    }

    private static void read(JsonNode document, PlanWorld world, List<AIMService> services) {
        try {
            switch (document.path("kind").asText()) {
                case "AIMService" -> services.add(YAML.treeToValue(document, AIMService.class));
                case "AIMModelCache" -> world.caches.add(YAML.treeToValue(document, AIMModelCache.class));
                case "AIMRecipe" -> world.recipes.add(YAML.treeToValue(document, AIMRecipe.class));
                case "Node" -> world.nodes.add(YAML.treeToValue(document, Node.class));
                case "Pod" -> world.pods.add(YAML.treeToValue(document, Pod.class));
                default -> throw new IllegalArgumentException("no such kind here: " + document.path("kind"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
