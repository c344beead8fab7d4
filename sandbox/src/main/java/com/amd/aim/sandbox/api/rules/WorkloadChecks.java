package com.amd.aim.sandbox.api.rules;

import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.LabelSelector;
import com.amd.aim.sandbox.api.model.Meta;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What deployments, replica sets and jobs must be. */
final class WorkloadChecks {

    private WorkloadChecks() {}

    static void replicated(ObjectNode object, @Nullable ObjectNode old, Problems problems) {
        JsonNode spec = object.path("spec");
        notNegative(spec, "replicas", problems);
        notNegative(spec, "minReadySeconds", problems);
        notNegative(spec, "revisionHistoryLimit", problems);
        JsonNode selector = spec.path("selector");
        if (Json.at(spec, "selector") == null) {
            problems.required("spec.selector");
        } else if (selector.path("matchLabels").isEmpty()
                && selector.path("matchExpressions").isEmpty()) {
            problems.invalid("spec.selector", selector, "empty selector is invalid for deployment");
        }
        JsonNode labels = spec.path("template").path("metadata").path("labels");
        if (Json.at(spec, "selector") == null || !LabelSelector.of(selector).test(Meta.strings(labels))) {
            problems.invalid(
                    "spec.template.metadata.labels",
                    labels.isMissingNode() ? Json.object() : labels,
                    "`selector` does not match template `labels`");
        }
        template(spec, List.of("Always"), problems);
        if (old != null) {
            problems.immutable("spec.selector", selector, old.path("spec").path("selector"));
        }
    }

    static void deployment(ObjectNode object, @Nullable ObjectNode old, Problems problems) {
        replicated(object, old, problems);
        JsonNode strategy = object.path("spec").path("strategy");
        String type = Json.text(strategy, "type");
        problems.oneOf("spec.strategy.type", type, List.of("Recreate", "RollingUpdate"));
        if (type.equals("Recreate") && Json.at(strategy, "rollingUpdate") != null) {
            problems.forbidden(
                    "spec.strategy.rollingUpdate", "may not be specified when strategy `type` is 'Recreate'");
        }
        JsonNode rolling = strategy.path("rollingUpdate");
        if (isNone(rolling.path("maxUnavailable")) && isNone(rolling.path("maxSurge"))) {
            problems.invalid(
                    "spec.strategy.rollingUpdate.maxUnavailable",
                    rolling.path("maxUnavailable"),
                    "may not be 0 when `maxSurge` is 0");
        }
        long deadline = Json.number(object, Integer.MAX_VALUE, "spec", "progressDeadlineSeconds");
        if (deadline <= Json.number(object, 0, "spec", "minReadySeconds")) {
            problems.invalid(
                    "spec.progressDeadlineSeconds",
                    object.path("spec").path("progressDeadlineSeconds"),
                    "must be greater than minReadySeconds");
        }
    }

    private static boolean isNone(JsonNode amount) {
        return !amount.isMissingNode()
                && (amount.asText().equals("0") || amount.asText().equals("0%"));
    }

    static void job(ObjectNode object, @Nullable ObjectNode old, Problems problems) {
        JsonNode spec = object.path("spec");
        for (String number : List.of(
                "parallelism", "completions", "activeDeadlineSeconds", "backoffLimit", "ttlSecondsAfterFinished")) {
            notNegative(spec, number, problems);
        }
        template(spec, List.of("OnFailure", "Never"), problems);
        if (old == null) {
            return;
        }
        JsonNode before = old.path("spec");
        boolean indexed = Json.text(spec, "completionMode").equals("Indexed");
        if (!indexed) {
            problems.immutable("spec.completions", spec.path("completions"), before.path("completions"));
        }
        problems.immutable("spec.selector", spec.path("selector"), before.path("selector"));
        boolean suspended = before.path("suspend").asBoolean() && Json.at(old, "status", "startTime") == null;
        if (!suspended) {
            problems.immutable("spec.template", spec.path("template"), before.path("template"));
        }
        problems.immutable("spec.completionMode", spec.path("completionMode"), before.path("completionMode"));
        problems.immutable("spec.podFailurePolicy", spec.path("podFailurePolicy"), before.path("podFailurePolicy"));
    }

    private static void template(JsonNode spec, List<String> restartPolicies, Problems problems) {
        JsonNode template = spec.path("template");
        MetadataChecks.labels(template.path("metadata").path("labels"), "spec.template.labels", problems);
        PodChecks.check(template.path("spec"), "spec.template.spec", problems);
        String restart = Json.text(template, "spec", "restartPolicy");
        boolean ofJob = restartPolicies.contains("Never");
        if (ofJob && restart.equals("Always")) {
            problems.required("spec.template.spec.restartPolicy", "valid values: \"OnFailure\", \"Never\"");
        } else {
            problems.oneOf("spec.template.spec.restartPolicy", restart, restartPolicies);
        }
    }

    private static void notNegative(JsonNode spec, String number, Problems problems) {
        if (Json.number(spec, 0, number) < 0) {
            problems.invalid("spec." + number, spec.path(number), "must be greater than or equal to 0");
        }
    }
}
