package com.amd.aim.operator.plan;

import com.amd.aim.operator.plan.ServiceConditions.Progress;
import com.amd.aim.operator.status.ConditionState;
import com.amd.aim.operator.status.Finding;
import com.amd.aim.operator.status.Reason;
import java.util.Optional;

/** What is said of the servers, given how many are wanted. */
final class ServerCondition {
    private final ServerState servers;
    private final int wanted;

    ServerCondition(ServerState servers, int wanted) {
        this.servers = servers;
        this.wanted = wanted;
    }

    int ready() {
        return servers.ready();
    }

    int ready(String template) {
        return servers.ready(template);
    }

    String sentence(String template) {
        return counted(Math.min(ready(template), wanted));
    }

    String sentence() {
        return counted(Math.min(servers.ready(), wanted));
    }

    private String counted(int ready) {
        return ready + " of " + wanted + (wanted == 1 ? " server answers." : " servers answer.");
    }

    /** True when all that is wanted is there. */
    ConditionState condition(String type, String template) {
        if (ready(template) >= wanted) {
            return ConditionState.isTrue(type, Reason.Serving, sentence(template));
        }
        return servers.problem()
                .map(problem -> ConditionState.isFalse(type, problem))
                .orElseGet(() -> ConditionState.isFalse(type, underWay(template)));
    }

    /** Where the spec cannot be followed, what still runs counts. */
    ConditionState condition(String type) {
        if (!servers.isStarted()) {
            return ConditionState.isFalse(type, Reason.Waiting, "No server was started yet.");
        }
        return servers.ready() >= wanted && wanted > 0
                ? ConditionState.isTrue(type, Reason.Serving, sentence())
                : ConditionState.isFalse(
                        type, servers.problem().orElse(new Finding(Reason.ServersMissing, sentence())));
    }

    Progress progress(String template, Optional<Finding> trouble) {
        if (ready(template) >= wanted && !servers.isReplacing(template)) {
            return settled(trouble.orElse(new Finding(Reason.UpToDate, sentence(template))));
        }
        Optional<Finding> problem = ready(template) >= wanted ? Optional.empty() : servers.problem();
        return problem.map(finding -> new Progress(Progress.Kind.STALLED, finding))
                .orElseGet(() -> new Progress(Progress.Kind.UNDER_WAY, underWay(template)));
    }

    Progress stopping(Optional<Finding> trouble) {
        return servers.pods().isEmpty()
                ? settled(trouble.orElse(new Finding(Reason.ScaledToZero, "spec.replicas is 0, and no server runs.")))
                : new Progress(
                        Progress.Kind.UNDER_WAY, new Finding(Reason.ScaledToZero, "The servers are being ended."));
    }

    private static Progress settled(Finding finding) {
        return new Progress(Progress.Kind.SETTLED, finding);
    }

    private Finding underWay(String template) {
        if (!servers.isReplacing(template)) {
            return new Finding(Reason.Starting, sentence(template) + " The rest is starting.");
        }
        return new Finding(
                Reason.RollingOut,
                "Servers are being replaced: "
                        + switch (servers.replacement()) {
                            case NEW_FIRST -> "a new one starts before an old one ends.";
                            case OLD_FIRST ->
                                "no GPUs are free for one more where it could run, so an old one ends before the new one starts.";
                            case ALL_OLD_FIRST ->
                                "they go to another node, and their cache is ReadWriteOnce, so all old ones end before a new one starts.";
                        });
    }
}
