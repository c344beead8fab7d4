package com.amd.aim.operator.plan;

import com.amd.aim.engine.hardware.Precision;
import com.amd.aim.engine.recipe.Origin;
import com.amd.aim.engine.selection.Choice;
import com.amd.aim.operator.view.GpuResources;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What was chosen for a service, as it is written on its workload and read back from there. Nothing else is a source of it.
 *
 * @param names of recipe, configuration, engine and GPU
 * @param origin where the recipe came from
 * @param cache the AIMModelCache that holds the weights
 * @param hit whether that was ready when it was chosen
 */
public record ServiceChoice(Choice names, Origin origin, String cache, boolean hit) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One line of JSON, always the same for the same choice. */
    public String json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("recipe", names.recipe())
                .put("origin", origin.name())
                .put("configuration", names.configuration())
                .put("backend", names.backend())
                .put("hardware", names.hardware())
                .put("gpuCount", names.gpuCount())
                .put("precision", names.precision().word())
                .put("cache", cache)
                .put("cacheHit", hit);
        if (!names.resource().equals(GpuResources.GPU)) {
            json.put("resource", names.resource());
        }
        if (names.nodes() > 1) {
            json.put("nodes", names.nodes());
        }
        return json.toString();
    }

    /** Empty for what {@link #json()} did not write: then there is no choice yet. */
    public static Optional<ServiceChoice> parse(String json) {
        try {
            JsonNode tree = JSON.readTree(json);
            Choice names = new Choice(
                    tree.path("recipe").asText(),
                    tree.path("configuration").asText(),
                    tree.path("backend").asText(),
                    tree.path("hardware").asText(),
                    tree.path("resource").asText(GpuResources.GPU),
                    tree.path("gpuCount").asInt(),
                    tree.path("nodes").asInt(1),
                    Precision.parse(tree.path("precision").asText()).orElseThrow());
            Origin origin = Origin.valueOf(tree.path("origin").asText());
            return Optional.of(new ServiceChoice(
                            names,
                            origin,
                            tree.path("cache").asText(),
                            tree.path("cacheHit").asBoolean()))
                    .filter(choice -> !choice.cache().isEmpty() && names.gpuCount() > 0);
        } catch (JsonProcessingException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Whether the recipe comes with the operator, so that its content changes with the operator and not with an edit. */
    public boolean isShipped() {
        return isShipped(origin);
    }

    static boolean isShipped(Origin origin) {
        return origin == Origin.BUILT_IN || origin == Origin.GENERATED;
    }
}
