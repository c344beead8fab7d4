package com.amd.aim.operator.plan;

import com.amd.aim.engine.recipe.Origin;
import com.amd.aim.engine.selection.Chosen;
import com.amd.aim.kube.value.ContentHash;
import com.amd.aim.operator.api.AIMServiceSpec;
import com.amd.aim.operator.render.Trees;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Hashes by which it is known whether what was decided earlier still holds.
 *
 * <p>The content of an AIMRecipe counts, since somebody edited it; that of a recipe that ships with the operator does not: it changes
 * with the operator alone, and then running servers are left as they are until an update is wanted.
 */
final class ChoiceKey {
    private ChoiceKey() {}

    /** The fields that say how to choose. */
    private static final List<String> CHOOSING =
            List.of("modelId", "recipe", "hardware", "gpuCount", "precision", "backend", "optimizeFor");

    /** Fields that change nothing of a pod. */
    private static final List<String> NOT_SHAPING = List.of("replicas", "updatePolicy", "paused", "cache");

    /** A choice is made again when this changes. */
    static String of(AIMServiceSpec spec, Chosen chosen) {
        return of(spec, chosen.recipe().origin(), chosen.fingerprint());
    }

    /** The key where the recipe comes with the operator, which needs none of its content. */
    static String ofShipped(AIMServiceSpec spec) {
        return of(spec, Origin.BUILT_IN, "");
    }

    private static String of(AIMServiceSpec spec, Origin origin, String fingerprint) {
        ObjectNode key = Trees.of(spec).retain(CHOOSING);
        key.put("written", ServiceChoice.isShipped(origin) ? "" : fingerprint);
        return ContentHash.of(key);
    }

    /** A pod template that changes while this does not was changed by the operator alone. */
    static String shaping(AIMServiceSpec spec, String choiceKey, ServiceChoice choice) {
        ObjectNode shape = JsonNodeFactory.instance.objectNode();
        shape.set("spec", Trees.of(spec).without(NOT_SHAPING));
        shape.put("key", choiceKey);
        shape.set("names", Trees.of(choice.names()));
        shape.put("cache", choice.cache());
        return ContentHash.of(shape);
    }
}
