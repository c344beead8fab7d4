package com.amd.aim.operator.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A way to serve a model on a kind of GPU. */
@Group(Names.GROUP)
@Version(Names.VERSION)
@Kind("AIMRecipe")
@Plural("aimrecipes")
@Singular("aimrecipe")
@ShortNames("aimrcp")
@Categories("aim")
@AdditionalPrinterColumn(name = "Valid", jsonPath = ".status.conditions[?(@.type==\"Valid\")].status")
@AdditionalPrinterColumn(
        name = "Nodes",
        jsonPath = ".status.matchingNodes",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Model", jsonPath = ".spec.modelId")
@AdditionalPrinterColumn(name = "Hardware", jsonPath = ".spec.hardware")
@AdditionalPrinterColumn(name = "Precision", jsonPath = ".spec.precision")
@AdditionalPrinterColumn(name = "Readiness", jsonPath = ".spec.readinessLevel")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Message", jsonPath = ".status.conditions[?(@.type==\"Valid\")].message", priority = 1)
@JsonClassDescription("A way to serve a model on a kind of GPU.")
public final class AIMRecipe extends CustomResource<AIMRecipe.Spec, AIMRecipe.Status> implements Namespaced {
    private static final long serialVersionUID = 1L;

    @Override
    @Required
    @JsonPropertyDescription("The model, the GPU, and one configuration for each number of GPUs.")
    public Spec getSpec() {
        return super.getSpec();
    }

    @Override
    @Default(Names.STATUS_UNSEEN)
    @JsonPropertyDescription("What the operator found.")
    public Status getStatus() {
        return super.getStatus();
    }

    /** What the recipe says. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Spec(
            @Required
            @Size(max = 200) @ValidationRule(
                    value = Rules.HUB_ID,
                    message = Rules.MODEL_ID_MESSAGE,
                    messageExpression = Rules.MODEL_ID_EXPRESSION)
            @JsonPropertyDescription("The model this recipe serves, as organisation/name.")
            String modelId,

            @Required @Size(min = 1, max = 63) @JsonPropertyDescription("The GPU it was made for, such as MI300X.")
            String hardware,

            @Required @JsonPropertyDescription("Precision of the weights.")
            AIMServiceSpec.PrecisionWord precision,

            @Nullable @Default("experimental")
            @JsonPropertyDescription(
                    "How far it can be relied on; among recipes that fit, production comes before preview before experimental.")
            ReadinessLevel readinessLevel,

            @Nullable @JsonPropertyDescription("The checkpoint, where it is not modelId's own.")
            Weights weights,

            @Required @Size(min = 1, max = 64) @JsonPropertyDescription("One start of an engine each; keyed by name.")
            List<Configuration> configurations) {}

    /** How far a recipe can be relied on. */
    public enum ReadinessLevel {
        production,
        preview,
        experimental
    }

    /** A checkpoint in another repository: an fp8 or int4 variant usually is one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Weights(
            @Required
            @Size(max = 400) @ValidationRule(
                    value = Rules.WEIGHTS_URI,
                    message = Rules.WEIGHTS_URI_MESSAGE,
                    messageExpression = Rules.WEIGHTS_URI_EXPRESSION)
            @JsonPropertyDescription("hf://organisation/name, or hf://organisation/name@revision.")
            String uri) {}

    /** One start of an engine. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Configuration(
            @Required @Size(min = 1, max = 63) @JsonPropertyDescription("Name, unique in the recipe: vllm-4.")
            String name,

            // no defaults in items: where Git leaves them out, client-side tools would see a list that differs for ever
            @Nullable @Size(min = 1, max = 63) @JsonPropertyDescription("The engine: vllm or sglang. Absent: vllm.")
            String backend,

            @Required @Min(1) @Max(1024) @JsonPropertyDescription("GPUs of one replica.")
            Integer gpuCount,

            @Nullable @JsonPropertyDescription("False: never chosen. Absent: true.")
            Boolean enabled,

            @Nullable @Size(min = 1, max = 512) @JsonPropertyDescription("The server's image. Absent: the engine's.")
            String image,

            @Nullable @PreserveUnknownFields
            @Size(max = 256) @JsonPropertyDescription(
                    "Engine arguments: key without dashes, value a number, boolean, string or list, or an object where the engine takes JSON.")
            Map<String, JsonNode> args,

            @Nullable @Size(max = 128) @JsonPropertyDescription(
                    "Environment of the server. A recipe is for every namespace, so it names no Secret; a service's env can.")
            List<Variable> env,

            @Nullable @JsonPropertyDescription("Stated or measured speed; decides between recipes that are otherwise equal.")
            Performance performance) {}

    /** A variable of the server's environment. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Variable(
            @Required
            @Size(min = 1, max = 253) @Pattern("^[ -<>-~]+$") @JsonPropertyDescription("Name of the variable.")
            String name,

            @Required @Size(max = 32768) @JsonPropertyDescription("The value.")
            String value) {}

    /** Speed of a configuration. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Performance(
            @Nullable @Min(0) @JsonPropertyDescription("Generated tokens per second over all requests.")
            Double tokensPerSecond) {}

    /** What the operator found. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Status(
            @Nullable @JsonPropertyDescription("The generation of the spec that this status speaks of.")
            Long observedGeneration,

            @Nullable @JsonPropertyDescription("How many nodes can run one of its configurations.")
            Integer matchingNodes,

            @Nullable @JsonPropertyDescription("The services that it was chosen for, as namespace/name.")
            List<String> usedBy,

            @Nullable @JsonPropertyDescription(
                    "Valid: the recipe can be used, or why not; HardwareAvailable: whether a node can run it; Stalled where it is not valid.")
            List<Condition> conditions) {
        /** Copies; an empty list is none. */
        public Status {
            usedBy = usedBy == null || usedBy.isEmpty() ? null : List.copyOf(usedBy);
        }
    }
}
