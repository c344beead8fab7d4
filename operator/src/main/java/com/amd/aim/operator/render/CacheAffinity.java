package com.amd.aim.operator.render;

import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.plan.CacheStep;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.PodAffinityTerm;
import io.fabric8.kubernetes.api.model.PodAffinityTermBuilder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps all pods that mount a ReadWriteOnce claim on one node. Kubernetes mounts such a volume on one node at a time, but its
 * scheduler does not look at that: a pod on a second node would wait for the volume for ever, and hold its GPUs meanwhile. As an
 * affinity of the pods to each other the rule is the scheduler's own, and the first pod still goes wherever it likes.
 */
public final class CacheAffinity {
    private static final String NODE = "kubernetes.io/hostname";

    private CacheAffinity() {}

    /** The affinity given, narrowed to the node where other pods mount the cache's claim. */
    static Affinity require(@Nullable Affinity given, String cache) {
        return new AffinityBuilder(Optional.ofNullable(given).orElseGet(Affinity::new))
                .editOrNewPodAffinity()
                .addToRequiredDuringSchedulingIgnoredDuringExecution(besideUsers(cache))
                .endPodAffinity()
                .build();
    }

    /** Whether a pod is held beside the others that mount its cache. */
    public static boolean isRequired(@Nullable Affinity affinity, String cache) {
        return affinity != null
                && affinity.getPodAffinity() != null
                && affinity.getPodAffinity()
                        .getRequiredDuringSchedulingIgnoredDuringExecution()
                        .contains(besideUsers(cache));
    }

    /** The pod that asks the hub mounts nothing, and may be anywhere. */
    private static PodAffinityTerm besideUsers(String cache) {
        return new PodAffinityTermBuilder()
                .withTopologyKey(NODE)
                .withNewLabelSelector()
                .addToMatchLabels(Names.LABEL_CACHE, cache)
                .addNewMatchExpression()
                .withKey(Names.LABEL_STEP)
                .withOperator("NotIn")
                .withValues(CacheStep.PLAN.word())
                .endMatchExpression()
                .endLabelSelector()
                .build();
    }
}
