package com.amd.aim.operator.plan;

import com.amd.aim.operator.api.AIMServiceStatus.SelectionStatus;
import com.amd.aim.operator.status.Finding;
import java.util.Optional;

/**
 * What is to be told of a service.
 *
 * @param outcome where it stands
 * @param selection what was chosen, and why
 * @param cache how it comes to its weights; absent before there is a choice
 * @param cacheHit whether the weights were there when the choice was made
 * @param update what this operator would change of running servers if it were let
 * @param unchecked why it is not certain that the engine takes its arguments
 */
public record ServiceStanding(
        ServiceOutcome outcome,
        Optional<SelectionStatus> selection,
        Optional<WeightsLink> cache,
        boolean cacheHit,
        Optional<Finding> update,
        Optional<String> unchecked) {

    static ServiceStanding of(ServiceOutcome outcome, Optional<SelectionStatus> selection) {
        return new ServiceStanding(outcome, selection, Optional.empty(), false, Optional.empty(), Optional.empty());
    }

    ServiceStanding with(WeightsLink link, boolean hit) {
        return new ServiceStanding(outcome, selection, Optional.of(link), hit, update, unchecked);
    }

    ServiceStanding with(Finding available) {
        return new ServiceStanding(outcome, selection, cache, cacheHit, Optional.of(available), unchecked);
    }

    ServiceStanding unchecked(Optional<String> why) {
        return new ServiceStanding(outcome, selection, cache, cacheHit, update, why);
    }
}
