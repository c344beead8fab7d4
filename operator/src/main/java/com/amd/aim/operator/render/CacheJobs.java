package com.amd.aim.operator.render;

import com.amd.aim.engine.cache.PlanResult;
import com.amd.aim.engine.command.ExitCode;
import com.amd.aim.kube.value.ContentHash;
import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.plan.Attempt;
import com.amd.aim.operator.plan.CacheStep;
import com.amd.aim.operator.plan.Claim;
import com.amd.aim.operator.plan.DownloadSettings;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicy;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * The Jobs of a cache. One Job is one attempt: it is made once and never changed, and a pod that fails is not replaced, unless it
 * was evicted. What comes next is the planner's to say.
 */
public final class CacheJobs {
    /** Where a running download serves its progress. */
    public static final int PROGRESS_PORT = 8080;

    private static final Duration PLAN_DEADLINE = Duration.ofMinutes(10);
    private static final int LONGEST_NAME = 63;
    private static final int NAME_DIGITS = 6;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JobSettings settings;

    public CacheJobs(JobSettings settings) {
        this.settings = settings;
    }

    /** The Job that asks the hub. */
    public Job plan(AIMModelCache cache, Attempt attempt) {
        return job(
                cache,
                CacheStep.PLAN,
                attempt,
                new DownloadPod(cache, settings).planning(),
                PLAN_DEADLINE,
                annotations(attempt));
    }

    /**
     * The Job that fetches the files.
     *
     * @param claim the claim that it fills; one for a single node is filled where servers mount it already
     */
    public Job download(AIMModelCache cache, Attempt attempt, PlanResult pinned, Claim claim) {
        Map<String, String> annotations = annotations(attempt);
        annotations.put(Names.ANNOTATION_CLAIM_UID, claim.uid());
        annotations.put(Names.ANNOTATION_PLAN, pinned.json());
        return job(
                cache,
                CacheStep.DOWNLOAD,
                attempt,
                new DownloadPod(cache, settings).filling(claim, pinned.revision()),
                DownloadSettings.of(cache.getSpec().download()).deadline(),
                annotations);
    }

    private static Map<String, String> annotations(Attempt attempt) {
        var annotations = new TreeMap<String, String>();
        annotations.put(Names.ANNOTATION_TRY, String.valueOf(attempt.tried()));
        annotations.put(Names.ANNOTATION_SERIES, attempt.series());
        return annotations;
    }

    private static Job job(
            AIMModelCache cache,
            CacheStep step,
            Attempt attempt,
            PodSpec pod,
            Duration deadline,
            Map<String, String> annotations) {
        Map<String, String> labels = CacheMeta.labels(cache);
        labels.put(Names.LABEL_COMPONENT, step.word());
        labels.put(Names.LABEL_STEP, step.word());
        labels.put(Names.LABEL_ATTEMPT, String.valueOf(attempt.number()));
        return new JobBuilder()
                .withMetadata(CacheMeta.of(cache, name(cache, step, attempt, pod), labels, annotations))
                .withNewSpec()
                .withBackoffLimit(0)
                .withActiveDeadlineSeconds(deadline.toSeconds())
                .withPodFailurePolicy(policy())
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(labels)
                .endMetadata()
                .withSpec(pod)
                .endTemplate()
                .endSpec()
                .build();
    }

    /** An eviction counts for nothing; an error that stays ends the Job at once. */
    private static PodFailurePolicy policy() {
        return new PodFailurePolicyBuilder()
                .addNewRule()
                .withAction("Ignore")
                .addNewOnPodCondition()
                .withType("DisruptionTarget")
                .withStatus("True")
                .endOnPodCondition()
                .endRule()
                .addNewRule()
                .withAction("FailJob")
                .withNewOnExitCodes()
                .withContainerName(DownloadPod.CONTAINER)
                .withOperator("In")
                .withValues(ExitCode.USAGE, ExitCode.LASTING)
                .endOnExitCodes()
                .endRule()
                .build();
    }

    /**
     * {@code qwen3-32b-1a2b3c4d-dl1-9f8e7d}. The digits are those of the template, so that an operator that would make another pod
     * never takes an existing Job for its own; a name too long is cut, and the digits then stand for the whole.
     */
    private static String name(AIMModelCache cache, CacheStep step, Attempt attempt, PodSpec pod) {
        String whole = cache.getMetadata().getName();
        String digits = ContentHash.of(JSON.valueToTree(Map.of("cache", whole, "pod", pod)))
                .substring(0, NAME_DIGITS);
        String end = "-" + step.inNames() + attempt.number() + "-" + digits;
        String start = whole.substring(0, Math.min(whole.length(), LONGEST_NAME - end.length()));
        return start.replaceFirst("-+$", "") + end;
    }
}
