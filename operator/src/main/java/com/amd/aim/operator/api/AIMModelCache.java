package com.amd.aim.operator.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Toleration;
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

/** Verified model files on a claim, shared by all services of the same source. */
@Group(Names.GROUP)
@Version(Names.VERSION)
@Kind("AIMModelCache")
@Plural("aimmodelcaches")
@Singular("aimmodelcache")
@ShortNames("aimcache")
@Categories("aim")
@ValidationRule(value = Rules.NAME, message = Rules.NAME_MESSAGE, messageExpression = Rules.NAME_EXPRESSION)
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase")
@AdditionalPrinterColumn(name = "Source", jsonPath = ".spec.source.uri")
@AdditionalPrinterColumn(name = "Progress", jsonPath = ".status.progress")
@AdditionalPrinterColumn(name = "Size", jsonPath = ".status.size")
@AdditionalPrinterColumn(name = "Used By", jsonPath = ".status.usedBySummary")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Rate", jsonPath = ".status.rate", priority = 1)
@AdditionalPrinterColumn(name = "ETA", jsonPath = ".status.eta", priority = 1)
@AdditionalPrinterColumn(name = "Revision", jsonPath = ".status.revision", priority = 1)
@AdditionalPrinterColumn(name = "Claim", jsonPath = ".status.claimName", priority = 1)
@JsonClassDescription("Verified model files on a claim, shared by all services of the same source.")
public final class AIMModelCache extends CustomResource<AIMModelCache.Spec, AIMModelCache.Status>
        implements Namespaced {
    private static final long serialVersionUID = 1L;

    @Override
    @Required
    @JsonPropertyDescription("What to keep, and on which claim.")
    public Spec getSpec() {
        return super.getSpec();
    }

    @Override
    @Default(Names.STATUS_UNSEEN)
    @JsonPropertyDescription("What the operator found and did.")
    public Status getStatus() {
        return super.getStatus();
    }

    /** What to keep, and where. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    @ValidationRule(
            value = "has(self.files) == has(oldSelf.files) && (!has(self.files) || self.files == oldSelf.files)",
            message =
                    "spec.files cannot change, since the claim holds the files it named; create another AIMModelCache")
    public record Spec(
            @Required
            @ValidationRule(
                    value = "self == oldSelf",
                    message =
                            "spec.source cannot change, since the claim holds the files of the old one; create another AIMModelCache",
                    messageExpression =
                            "\"spec.source: '\" + self.uri + \"' cannot replace '\" + oldSelf.uri + \"' or change its revision or endpoint, since the claim holds those files; create another AIMModelCache\"")
            @JsonPropertyDescription("Where the files come from. It cannot change.")
            Source source,

            @Nullable @JsonPropertyDescription("The claim that holds the files.")
            CacheStorage storage,

            @Nullable @JsonPropertyDescription("Which files of the repository to keep.")
            Files files,

            @Nullable @JsonPropertyDescription("Secret with the key HF_TOKEN for gated or private repositories.")
            SecretRef credentialsSecretRef,

            @Nullable @Default("{}") @JsonPropertyDescription("How the download Job runs.")
            DownloadOptions download) {}

    /** A repository at a revision. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Source(
            @Required
            @Size(max = 200) @ValidationRule(
                    value = Rules.HUB_URI,
                    message = Rules.HUB_URI_MESSAGE,
                    messageExpression = Rules.HUB_URI_EXPRESSION)
            @JsonPropertyDescription("hf://organisation/name.")
            String uri,

            @Nullable @Default("main")
            @Size(min = 1, max = 200) @ValidationRule(
                    value = Rules.REVISION,
                    message = Rules.REVISION_MESSAGE,
                    messageExpression = Rules.REVISION_EXPRESSION)
            @JsonPropertyDescription("Branch, tag or commit; status says which commit it was.")
            String revision,

            @Nullable @Size(min = 1, max = 512) @ValidationRule(
                    value = Rules.ENDPOINT,
                    message = Rules.ENDPOINT_MESSAGE,
                    messageExpression = Rules.ENDPOINT_EXPRESSION)
            @JsonPropertyDescription("Address of a hub mirror. Absent: the operator's default.")
            String endpoint) {}

    /** Shell patterns over paths in the repository. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Files(
            @Nullable @Size(max = 64) @JsonPropertyDescription("Only paths that match one of these, such as *.safetensors. Absent: all.")
            List<@Size(min = 1, max = 255) String> include,

            @Nullable @Size(max = 64) @JsonPropertyDescription("Not paths that match one of these, such as original/*.")
            List<@Size(min = 1, max = 255) String> exclude) {}

    /** How the download Job runs. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record DownloadOptions(
            @Nullable @Default("8") @Min(1) @Max(64) @JsonPropertyDescription("Files fetched at a time.")
            Integer parallelism,

            @Nullable @JsonPropertyDescription("CPU and memory of the Job.")
            ResourceRequirements resources,

            @Nullable @Size(max = 32) @JsonPropertyDescription("Nodes the Job may run on; useful where a claim is bound to a zone.")
            Map<String, String> nodeSelector,

            @Nullable @Size(max = 32) @JsonPropertyDescription("Taints the Job tolerates.")
            List<Toleration> tolerations,

            @Nullable @Default("6h")
            @Size(min = 2, max = 32) @ValidationRule(
                    value =
                            "self.matches('^([0-9]{1,3}h)?([0-9]{1,5}m)?([0-9]{1,6}s)?$') && duration(self) >= duration('1m') && duration(self) <= duration('168h')",
                    message = "spec.download.deadline must be a duration from 1m to 168h, such as 6h or 1h30m",
                    messageExpression =
                            "\"spec.download.deadline: '\" + self + \"' is not a duration from 1m to 168h; write it as 6h or 1h30m\"")
            @JsonPropertyDescription("A download that takes longer has failed.")
            String deadline,

            @Nullable @Default("6")
            @Min(0) @Max(100) @JsonPropertyDescription(
                    "How often a failed attempt is made again by itself; a new value of the annotation aim.amd.com/retry starts over.")
            Integer retries) {}

    /** What is. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Status(
            @Nullable @JsonPropertyDescription("The generation of the spec that this status speaks of.")
            Long observedGeneration,

            @Nullable @JsonPropertyDescription("One word for people; programs read the conditions.")
            Phase phase,

            @Nullable @JsonPropertyDescription("The commit that the requested revision was when first planned.")
            String revision,

            @Nullable @JsonPropertyDescription("Bytes of all files.")
            Long bytesTotal,

            @Nullable @JsonPropertyDescription("Bytes on the claim.")
            Long bytesDone,

            @Nullable @JsonPropertyDescription("Number of files.")
            Integer files,

            @Nullable @JsonPropertyDescription("Share that is done, as 42%.")
            String progress,

            @Nullable @JsonPropertyDescription("Bytes of all files for people, as 61.1 GiB.")
            String size,

            @Nullable @JsonPropertyDescription("Rate of the running download, as 850 MiB/s.")
            String rate,

            @Nullable @JsonPropertyDescription("Time that the running download still needs, as 3m20s.")
            String eta,

            @Nullable @JsonPropertyDescription("The claim.") String claimName,

            @Nullable @JsonPropertyDescription("The claim's uid when it was filled; another one under the same name is empty.")
            String claimUid,

            @Nullable @JsonPropertyDescription("Services that use this cache.")
            List<String> usedBy,

            @Nullable @JsonPropertyDescription("How many services use this cache, for people.")
            String usedBySummary,

            @Nullable @JsonPropertyDescription("Download attempts since the spec or the retry annotation last changed.")
            Integer attempts,

            @Nullable @JsonPropertyDescription("The value of the retry annotation that the attempts were counted from.")
            String retry,

            @Nullable @JsonPropertyDescription(
                    "Planned, StorageReady, Downloaded, Verified, SharedAcrossNodes, Ready; Stalled where it is given up.")
            List<Condition> conditions) {

        /** An empty list and none are the same, whichever of the two the API server keeps. */
        public Status {
            usedBy = usedBy == null || usedBy.isEmpty() ? null : List.copyOf(usedBy);
        }
    }

    /** Where a cache stands. */
    public enum Phase {
        Pending,
        Planning,
        Downloading,
        Ready,
        Failed,
        Corrupt,
        Deleting
    }
}
