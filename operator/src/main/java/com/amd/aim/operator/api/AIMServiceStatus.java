package com.amd.aim.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.model.annotation.LabelSelector;
import io.fabric8.kubernetes.model.annotation.StatusReplicas;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record AIMServiceStatus(
        @Nullable @JsonPropertyDescription("The generation of the spec that this status speaks of.")
        Long observedGeneration,

        @Nullable @JsonPropertyDescription("One word for people; programs read the conditions.")
        Phase phase,

        @Nullable @JsonPropertyDescription("The recipe in use, and why each other one is not.")
        SelectionStatus selection,

        @Nullable @JsonPropertyDescription("The cache in use.")
        CacheUse cache,

        @Nullable @StatusReplicas @JsonPropertyDescription("Servers that exist.")
        Integer replicas,

        @Nullable @JsonPropertyDescription("Servers that answer.")
        Integer readyReplicas,

        @Nullable @JsonPropertyDescription("Servers that run the current spec.")
        Integer updatedReplicas,

        @Nullable @JsonPropertyDescription("Ready and wanted servers, as 1/2.")
        String ready,

        @Nullable @LabelSelector @JsonPropertyDescription("Selects the servers' pods, as an autoscaler needs it.")
        String selector,

        @Nullable @JsonPropertyDescription("Where the OpenAI-compatible API answers inside the cluster.")
        String endpoint,

        @Nullable @JsonPropertyDescription(
                "RecipeSelected, CacheReady, WorkloadReady, Ready, Reconciling, Stalled, UpdateAvailable.")
        List<Condition> conditions) {

    /** One that tells of the cache and nothing else. */
    public static AIMServiceStatus ofCache(@Nullable CacheUse cache) {
        return new AIMServiceStatus(null, null, null, cache, null, null, null, null, null, null, null);
    }

    /** Where a service stands. */
    public enum Phase {
        Pending,
        Caching,
        Starting,
        Serving,
        Updating,
        Degraded,
        Stopped,
        Failed
    }

    /** What was chosen. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record SelectionStatus(
            @Nullable @JsonPropertyDescription("Name of the recipe.")
            String recipe,

            @Nullable @JsonPropertyDescription("The engine.")
            String backend,

            @Nullable @JsonPropertyDescription("The GPU.") String hardware,

            @Nullable @JsonPropertyDescription("GPUs of one replica.")
            Integer gpuCount,

            @Nullable @JsonPropertyDescription("Count and GPU in one word, as 4xMI300X.")
            String gpus,

            @Nullable @JsonPropertyDescription("Precision of the weights.")
            String precision,

            @Nullable @JsonPropertyDescription("Where the weights come from.")
            String source,

            @Nullable @JsonPropertyDescription("What fits in the GPUs' memory.")
            FitStatus fit,

            @Nullable @Size(max = 20) @JsonPropertyDescription("What was considered, best first, at most 20.")
            List<CandidateStatus> candidates) {}

    /** Memory of the choice, over all GPUs of one replica, as quantities. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record FitStatus(
            @Nullable @JsonPropertyDescription("Weights.") String weights,

            @Nullable @JsonPropertyDescription("What the engine may use.")
            String usable,

            @Nullable @JsonPropertyDescription("What weights, activations and graphs leave of it for the KV cache.")
            String kvCache,

            @Nullable @JsonPropertyDescription("The longest request that the KV cache has room for, in tokens.")
            Long maxContext) {}

    /** One way to serve the model, and the verdict on it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record CandidateStatus(
            @Nullable @JsonPropertyDescription("Name of the recipe.")
            String recipe,

            @Nullable @JsonPropertyDescription("The engine.")
            String backend,

            @Nullable @JsonPropertyDescription("The GPU.") String hardware,

            @Nullable @JsonPropertyDescription("GPUs of one replica.")
            Integer gpuCount,

            @Nullable @JsonPropertyDescription("Precision of the weights.")
            String precision,

            @Nullable @JsonPropertyDescription("Chosen, Fits or Rejected.")
            String verdict,

            @Nullable @JsonPropertyDescription("Why, in one sentence.")
            String reason) {

        /** The verdict on the candidate that serves. */
        public static final String CHOSEN = "Chosen";
    }

    /** The cache of a service. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record CacheUse(
            @Nullable @JsonPropertyDescription("Name of the AIMModelCache.")
            String name,

            @Nullable @JsonPropertyDescription("True when the weights are complete and verified.")
            Boolean ready,

            @Nullable @JsonPropertyDescription(
                    "True when the weights were already there, false when this service waited for a download.")
            Boolean hit,

            @Nullable @JsonPropertyDescription("One word for people: Ready, 42%, Failed.")
            String state) {}
}
