package com.amd.aim.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.model.annotation.SpecReplicas;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a user asks for. The first group of fields constrains the choice of a recipe, the second says how it is run; an absent
 * field means automatic.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record AIMServiceSpec(
        @Required
        @Size(max = 200) @ValidationRule(
                value = Rules.HUB_ID,
                message = Rules.MODEL_ID_MESSAGE,
                messageExpression = Rules.MODEL_ID_EXPRESSION)
        @JsonPropertyDescription(
                "The model's id on the hub, as organisation/name: Qwen/Qwen3-32B. Clients address the model by it.")
        String modelId,

        @Nullable @JsonPropertyDescription("Where the weights come from, if not from the hub's modelId.")
        ModelSource source,

        @Nullable @Size(min = 1, max = 253) @JsonPropertyDescription(
                "Name of the recipe to use: of an AIMRecipe in this namespace or the operator's, or of the built-in catalogue. Absent: the best that fits.")
        String recipe,

        @Nullable @Size(min = 1, max = 63) @JsonPropertyDescription("The GPU to run on, such as MI300X. Absent: what the cluster has.")
        String hardware,

        @Nullable @Min(1) @Max(1024) @JsonPropertyDescription("GPUs of one replica. Absent: what the recipe and the model's size ask for.")
        Integer gpuCount,

        @Nullable @JsonPropertyDescription("Precision of the weights. Absent: the recipe's.")
        PrecisionWord precision,

        @Nullable @Size(min = 1, max = 63) @JsonPropertyDescription("The engine that serves the model: vllm or sglang. Absent: the recipe's.")
        String backend,

        @Nullable @JsonPropertyDescription(
                "What to make the most of where several configurations of equal standing would do: Throughput, the fewest GPUs that hold 32 full contexts; Latency, as many GPUs as help one request; Cost, the least GPU memory. Absent: the recipes' own order.")
        ObjectiveWord optimizeFor,

        @Nullable @JsonPropertyDescription(
                "The cache that holds the weights. Absent: one shared by all services of the same source.")
        ServiceCache cache,

        @Nullable @SpecReplicas
        @Default("1")
        @Min(0) @Max(1000) @JsonPropertyDescription("How many servers run. 0 stops the service and keeps its cache.")
        Integer replicas,

        @Nullable @Size(min = 1, max = 512) @JsonPropertyDescription(
                "The server's image as one reference, best with a digest. Absent: the recipe's, else the engine's.")
        String image,

        @Nullable @JsonPropertyDescription("When the image is pulled: Always, IfNotPresent or Never.")
        ImagePullPolicy imagePullPolicy,

        @Nullable @Size(max = 16) @JsonPropertyDescription("Secrets with registry credentials.")
        List<SecretRef> imagePullSecrets,

        @Nullable @PreserveUnknownFields
        @Size(max = 256) @JsonPropertyDescription(
                "Engine arguments over the recipe's: key without dashes, value a number, boolean, string or list, or an object where the engine takes JSON. Example: {max-model-len: 16384}.")
        Map<String, JsonNode> args,

        @Nullable @Size(max = 128) @ValidationRule(
                value = "self.all(name, !name.startsWith('-'))",
                message = "spec.removeArgs holds names without dashes, such as enforce-eager",
                messageExpression =
                        "\"spec.removeArgs: '\" + self.filter(name, name.startsWith('-'))[0] + \"' starts with a dash; write it without, such as enforce-eager\"")
        @JsonPropertyDescription("Engine arguments of the recipe to leave out, without dashes.")
        List<@Size(min = 1, max = 128) String> removeArgs,

        @Nullable @Size(max = 128) @JsonPropertyDescription("Environment of the server; wins over what the recipe sets.")
        List<EnvVar> env,

        @Nullable @JsonPropertyDescription("CPU and memory of the server; the GPUs follow from gpuCount.")
        ResourceRequirements resources,

        @Nullable @PreserveUnknownFields
        @JsonPropertyDescription(
                "Laid over the pod template we render by a strategic merge, as kubectl patch does: any field of a pod. Containers are met by name; the server is called server.")
        JsonNode podTemplate,

        @Nullable @Default("OnSpecChange")
        @JsonPropertyDescription(
                "What happens when a newer operator would render this service differently: OnSpecChange keeps the pods as they are until the spec changes and reports UpdateAvailable; Automatic rolls out.")
        UpdatePolicy updatePolicy,

        @Nullable @Default("false")
        @JsonPropertyDescription("True: the operator changes nothing of this service until it is false again.")
        Boolean paused) {

    /** Precisions as recipe files write them; aliases belong to files and command lines. */
    public enum PrecisionWord {
        fp32,
        bf16,
        fp16,
        fp8,
        int8,
        int4,
        mxfp4
    }

    /** What a choice makes the most of. */
    public enum ObjectiveWord {
        Throughput,
        Latency,
        Cost
    }

    /** As in a pod. */
    public enum ImagePullPolicy {
        Always,
        IfNotPresent,
        Never
    }

    /** When a change that comes from the operator alone reaches running pods. */
    public enum UpdatePolicy {
        OnSpecChange,
        Automatic
    }

    /** Where the weights come from. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ModelSource(
            @Nullable @Size(max = 200) @ValidationRule(
                    value = Rules.HUB_URI,
                    message = Rules.HUB_URI_MESSAGE,
                    messageExpression = Rules.HUB_URI_EXPRESSION)
            @JsonPropertyDescription("hf://organisation/name. Absent: the chosen recipe's checkpoint, else modelId.")
            String uri,

            @Nullable @Size(min = 1, max = 200) @ValidationRule(
                    value = Rules.REVISION,
                    message = Rules.REVISION_MESSAGE,
                    messageExpression = Rules.REVISION_EXPRESSION)
            @JsonPropertyDescription(
                    "Branch, tag or commit. Absent: main. It is pinned to a commit when the cache is first filled.")
            String revision,

            @Nullable @Size(min = 1, max = 512) @ValidationRule(
                    value = Rules.ENDPOINT,
                    message = Rules.ENDPOINT_MESSAGE,
                    messageExpression = Rules.ENDPOINT_EXPRESSION)
            @JsonPropertyDescription("Address of a hub mirror. Absent: the operator's default.")
            String endpoint) {}

    /** How the service uses a cache. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ServiceCache(
            @Nullable @Size(min = 1, max = 63) @JsonPropertyDescription(
                    "An AIMModelCache of this namespace to use; it must hold the same source. Absent: found or made by the source's identity.")
            String name,

            @Nullable @JsonPropertyDescription("The claim of a cache that is made for this service; ignored where one exists.")
            CacheStorage storage,

            @Nullable @JsonPropertyDescription("Secret with the key HF_TOKEN for gated or private repositories.")
            SecretRef credentialsSecretRef) {}
}
