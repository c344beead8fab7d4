package com.amd.aim.operator.plan;

import com.amd.aim.operator.api.AIMServiceStatus.Phase;
import com.amd.aim.operator.status.Finding;
import com.amd.aim.operator.status.Reason;
import java.util.Set;

/** One word for people. Degraded needs somebody, as the condition Stalled says; a server more that is on its way does not. */
final class ServicePhase {
    /** What passes when the cluster changes; anything else needs an edit. */
    private static final Set<Reason> PASSING = Set.of(Reason.NothingFits, Reason.HardwareAbsent, Reason.Unschedulable);

    private ServicePhase() {}

    static Phase of(ServicePlan plan, int wanted) {
        boolean serves = plan.servers().ready() > 0;
        return switch (plan.standing().outcome()) {
            case ServiceOutcome.Paused _ -> serves ? Phase.Serving : wanted == 0 ? Phase.Stopped : Phase.Pending;
            case ServiceOutcome.NothingFits(Finding why) -> blocked(why, serves);
            case ServiceOutcome.InvalidSpec(Finding why) -> blocked(why, serves);
            case ServiceOutcome.CacheRefused(Finding why) -> blocked(why, serves);
            case ServiceOutcome.CacheFailed(Finding why) -> blocked(why, serves);
            case ServiceOutcome.WaitingForCache _ -> serves ? Phase.Updating : Phase.Caching;
            case ServiceOutcome.Stopped _ -> Phase.Stopped;
            case ServiceOutcome.Running(String template) -> running(plan.servers(), template, wanted);
        };
    }

    private static Phase blocked(Finding why, boolean serves) {
        if (serves) {
            return Phase.Degraded;
        }
        return PASSING.contains(why.reason()) ? Phase.Pending : Phase.Failed;
    }

    private static Phase running(ServerState servers, String template, int wanted) {
        int ready = servers.ready(template);
        if (servers.isReplacing(template)) {
            return Phase.Updating;
        }
        if (ready >= wanted) {
            return Phase.Serving;
        }
        if (servers.problem().isPresent()) {
            return blocked(servers.problem().get(), ready > 0);
        }
        return ready > 0 ? Phase.Updating : Phase.Starting;
    }
}
