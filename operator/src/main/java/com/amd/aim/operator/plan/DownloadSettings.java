package com.amd.aim.operator.plan;

import com.amd.aim.operator.api.AIMModelCache;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Toleration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a cache's Jobs run, complete: what the spec leaves out is the schema's default.
 *
 * @param parallelism files fetched at a time
 * @param resources of the Jobs' container; absent: the renderer's
 * @param nodeSelector nodes the Jobs may run on
 * @param tolerations taints the Jobs tolerate
 * @param deadline a download that takes longer has failed
 * @param retries how often a failed attempt is made again by itself
 */
public record DownloadSettings(
        int parallelism,
        @Nullable ResourceRequirements resources,
        Map<String, String> nodeSelector,
        List<Toleration> tolerations,
        Duration deadline,
        int retries) {
    /** The default of {@code spec.download.parallelism}. */
    public static final int DEFAULT_PARALLELISM = 8;

    /** The default of {@code spec.download.deadline}. */
    public static final String DEFAULT_DEADLINE = "6h";

    /** The default of {@code spec.download.retries}. */
    public static final int DEFAULT_RETRIES = 6;

    /** Fills in what the spec leaves out. */
    public static DownloadSettings of(AIMModelCache.@Nullable DownloadOptions given) {
        AIMModelCache.DownloadOptions options =
                given == null ? new AIMModelCache.DownloadOptions(null, null, null, null, null, null) : given;
        return new DownloadSettings(
                Objects.requireNonNullElse(options.parallelism(), DEFAULT_PARALLELISM),
                options.resources(),
                Objects.requireNonNullElse(options.nodeSelector(), Map.of()),
                Objects.requireNonNullElse(options.tolerations(), List.of()),
                GoDuration.parse(Objects.requireNonNullElse(options.deadline(), DEFAULT_DEADLINE)),
                Objects.requireNonNullElse(options.retries(), DEFAULT_RETRIES));
    }
}
