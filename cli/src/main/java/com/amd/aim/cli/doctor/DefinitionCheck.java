package com.amd.aim.cli.doctor;

import com.amd.aim.operator.render.Trees;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Whether our resources are defined, and as this {@code aim} knows them. */
final class DefinitionCheck implements Check {
    private static final String SUBJECT = "Definitions";
    private static final String APPLY = "kubectl apply --server-side --force-conflicts -f crds/";

    private final List<CustomResourceDefinition> shipped;

    /** Compares with those of this build. */
    DefinitionCheck(List<CustomResourceDefinition> shipped) {
        this.shipped = List.copyOf(shipped);
    }

    @Override
    public List<Finding> of(Observations seen) {
        return switch (seen.definitions()) {
            case Seen.Hidden<List<CustomResourceDefinition>> hidden ->
                List.of(Finding.hidden(SUBJECT, "customresourcedefinitions", hidden));
            case Seen.Known<List<CustomResourceDefinition>>(List<CustomResourceDefinition> installed) ->
                compare(installed, seen);
        };
    }

    private List<Finding> compare(List<CustomResourceDefinition> installed, Observations seen) {
        Map<State, List<String>> names = new EnumMap<>(State.class);
        for (CustomResourceDefinition wanted : shipped) {
            names.computeIfAbsent(state(wanted, installed), _ -> new ArrayList<>())
                    .add(wanted.getMetadata().getName());
        }
        names.remove(State.SAME);
        return names.isEmpty()
                ? List.of(Finding.ok(SUBJECT, "All %d are installed, as this aim has them.".formatted(shipped.size())))
                : names.entrySet().stream()
                        .map(entry -> finding(entry.getKey(), entry.getValue(), seen))
                        .toList();
    }

    private enum State {
        MISSING,
        REFUSED,
        DIFFERENT,
        SAME
    }

    private static State state(CustomResourceDefinition wanted, List<CustomResourceDefinition> installed) {
        return installed.stream()
                .filter(one ->
                        one.getMetadata().getName().equals(wanted.getMetadata().getName()))
                .findFirst()
                .map(found -> {
                    if (!isEstablished(found)) {
                        return State.REFUSED;
                    }
                    return versions(found).equals(versions(wanted)) ? State.SAME : State.DIFFERENT;
                })
                .orElse(State.MISSING);
    }

    private Finding finding(State state, List<String> names, Observations seen) {
        String named = String.join(", ", names);
        return switch (state) {
            case MISSING -> {
                // what was applied by hand before is not Helm's, and then the chart cannot be installed
                boolean nothingIsThere = names.size() == shipped.size() && OperatorCheck.isAbsent(seen);
                yield Finding.error(
                        SUBJECT, "Not installed: " + named + ".", nothingIsThere ? OperatorCheck.install(seen) : APPLY);
            }
            case REFUSED ->
                Finding.error(
                        SUBJECT,
                        "Installed but not served: " + named + ".",
                        "kubectl describe crd " + names.getFirst());
            case DIFFERENT ->
                Finding.warning(
                        SUBJECT,
                        "Not those of this aim: " + named
                                + "; fields that the cluster does not know are dropped without a word.",
                        APPLY);
            case SAME -> Finding.ok(SUBJECT, "As this aim has them: " + named + ".");
        };
    }

    private static boolean isEstablished(CustomResourceDefinition definition) {
        return definition.getStatus() != null
                && definition.getStatus().getConditions() != null
                && definition.getStatus().getConditions().stream()
                        .anyMatch(condition ->
                                "Established".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }

    private static JsonNode versions(CustomResourceDefinition definition) {
        JsonNode versions = Trees.of(definition.getSpec()).path("versions");
        versions.findParents("default").forEach(DefinitionCheck::withoutEmptyDefault);
        return versions;
    }

    /** Clients such as ours leave it out when they apply; the operator takes an absent group for an empty one. */
    private static void withoutEmptyDefault(JsonNode schema) {
        if (schema instanceof ObjectNode node
                && node.path("default").isObject()
                && node.path("default").isEmpty()) {
            node.remove("default");
        }
    }
}
