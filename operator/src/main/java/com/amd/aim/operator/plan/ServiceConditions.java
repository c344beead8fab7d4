package com.amd.aim.operator.plan;

import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.AIMServiceStatus.SelectionStatus;
import com.amd.aim.operator.status.ConditionState;
import com.amd.aim.operator.status.Finding;
import com.amd.aim.operator.status.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The conditions of a service. Reconciling and Stalled follow kstatus: while something is on its way Reconciling is True, when it
 * needs somebody or something else Stalled is True, and when neither is, what is wanted is what runs.
 */
public final class ServiceConditions {
    public static final String RECIPE_SELECTED = "RecipeSelected";
    public static final String CACHE_READY = WeightsFindings.TYPE;
    public static final String WORKLOAD_READY = "WorkloadReady";
    public static final String READY = "Ready";
    public static final String RECONCILING = "Reconciling";
    public static final String STALLED = "Stalled";
    public static final String UPDATE_AVAILABLE = "UpdateAvailable";

    /** There only while it is true. */
    public static final String ARGUMENTS_UNCHECKED = "ArgumentsUnchecked";

    private final ServiceStanding standing;
    private final ServerCondition servers;

    private ServiceConditions(AIMService service, ServicePlan plan) {
        this.standing = plan.standing();
        this.servers = new ServerCondition(plan.servers(), ServiceDefaults.replicas(service));
    }

    /**
     * In the order in which they are shown.
     *
     * @param trouble what came of applying the plan and is worth telling: something refused, a field left to somebody else
     */
    public static List<ConditionState> of(AIMService service, ServicePlan plan, Optional<Finding> trouble) {
        ServiceConditions conditions = new ServiceConditions(service, plan);
        Progress progress = conditions.progress(trouble);
        List<ConditionState> all = new ArrayList<>();
        all.add(conditions.recipe());
        all.add(conditions.cache());
        all.add(conditions.workload());
        all.add(conditions.ready(progress));
        all.addAll(progress.conditions());
        all.add(conditions.update());
        conditions
                .standing
                .unchecked()
                .map(why -> ConditionState.isTrue(ARGUMENTS_UNCHECKED, Reason.ArgumentsUnchecked, why))
                .ifPresent(all::add);
        return List.copyOf(all);
    }

    private ConditionState recipe() {
        if (standing.outcome() instanceof ServiceOutcome.NothingFits(Finding why)) {
            return ConditionState.isFalse(RECIPE_SELECTED, why);
        }
        return standing.selection()
                .filter(selection -> selection.recipe() != null)
                .map(selection -> ConditionState.isTrue(RECIPE_SELECTED, Reason.Selected, sentence(selection)))
                .orElseGet(() -> ConditionState.isUnknown(RECIPE_SELECTED, Reason.Waiting, "No recipe is chosen yet."));
    }

    private static String sentence(SelectionStatus selection) {
        return selection.recipe() + " on " + selection.gpus() + " with " + selection.backend() + " in "
                + selection.precision() + ".";
    }

    private ConditionState cache() {
        return standing.cache()
                .map(WeightsFindings::condition)
                .orElseGet(() -> ConditionState.isUnknown(
                        CACHE_READY, Reason.Waiting, "No weights are asked for before the rest is settled."));
    }

    private ConditionState workload() {
        return switch (standing.outcome()) {
            case ServiceOutcome.Running(String template) -> servers.condition(WORKLOAD_READY, template);
            case ServiceOutcome.Stopped _ ->
                ConditionState.isFalse(WORKLOAD_READY, Reason.ScaledToZero, "spec.replicas is 0.");
            default -> servers.condition(WORKLOAD_READY);
        };
    }

    private ConditionState ready(Progress progress) {
        return switch (standing.outcome()) {
            case ServiceOutcome.Running(String template)
            when servers.ready(template) > 0 ->
                ConditionState.isTrue(READY, Reason.Serving, servers.sentence(template));
            case ServiceOutcome.Paused _
            when servers.ready() > 0 -> ConditionState.isTrue(READY, Reason.Serving, servers.sentence());
            case ServiceOutcome.Stopped _ ->
                ConditionState.isFalse(READY, Reason.ScaledToZero, "spec.replicas is 0; set it to 1 or more to serve.");
            default -> ConditionState.isFalse(READY, progress.why());
        };
    }

    private Progress progress(Optional<Finding> trouble) {
        Optional<Finding> refused = trouble.filter(finding -> finding.reason() != Reason.FieldConflict);
        if (refused.isPresent()) {
            return new Progress(Progress.Kind.STALLED, refused.get());
        }
        return switch (standing.outcome()) {
            case ServiceOutcome.Paused _ ->
                new Progress(
                        Progress.Kind.SETTLED,
                        new Finding(Reason.Paused, "spec.paused is true; nothing is changed until it is false."));
            case ServiceOutcome.NothingFits(Finding why) -> new Progress(Progress.Kind.STALLED, why);
            case ServiceOutcome.InvalidSpec(Finding why) -> new Progress(Progress.Kind.STALLED, why);
            case ServiceOutcome.CacheRefused(Finding why) -> new Progress(Progress.Kind.STALLED, why);
            case ServiceOutcome.CacheFailed(Finding why) -> new Progress(Progress.Kind.STALLED, why);
            case ServiceOutcome.WaitingForCache(Finding why) -> new Progress(Progress.Kind.UNDER_WAY, why);
            case ServiceOutcome.Stopped _ -> servers.stopping(trouble);
            case ServiceOutcome.Running(String template) -> servers.progress(template, trouble);
        };
    }

    private ConditionState update() {
        return standing.update()
                .map(finding -> ConditionState.isTrue(UPDATE_AVAILABLE, finding.reason(), finding.message()))
                .orElseGet(() -> ConditionState.isFalse(
                        UPDATE_AVAILABLE, Reason.Current, "This operator would change nothing of the servers."));
    }

    /**
     * Whether what is wanted is on its way.
     *
     * @param why what it is on its way to, what it stalls at, or that it is there
     */
    record Progress(Kind kind, Finding why) {
        enum Kind {
            UNDER_WAY,
            STALLED,
            SETTLED
        }

        List<ConditionState> conditions() {
            return switch (kind) {
                case UNDER_WAY ->
                    List.of(
                            ConditionState.isTrue(RECONCILING, why.reason(), why.message()),
                            ConditionState.isFalse(STALLED, why.reason(), "It is under way."));
                case STALLED ->
                    List.of(
                            ConditionState.isFalse(RECONCILING, why),
                            ConditionState.isTrue(STALLED, why.reason(), why.message()));
                case SETTLED ->
                    List.of(
                            ConditionState.isFalse(RECONCILING, why),
                            ConditionState.isFalse(STALLED, why.reason(), "Nothing stands in the way."));
            };
        }
    }
}
