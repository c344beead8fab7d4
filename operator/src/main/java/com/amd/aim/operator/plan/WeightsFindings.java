package com.amd.aim.operator.plan;

import com.amd.aim.operator.status.ConditionState;
import com.amd.aim.operator.status.Finding;
import com.amd.aim.operator.status.Reason;
import com.amd.aim.operator.view.CacheView;

/** What a service says of the cache it waits for or uses. */
final class WeightsFindings {
    static final String TYPE = "CacheReady";

    private WeightsFindings() {}

    /** Where a service stands whose weights are not there. */
    static ServiceOutcome outcome(WeightsLink link) {
        Finding finding = finding(link);
        return finding.reason() == Reason.CacheFailed
                ? new ServiceOutcome.CacheFailed(finding)
                : new ServiceOutcome.WaitingForCache(finding);
    }

    static ConditionState condition(WeightsLink link) {
        Finding finding = finding(link);
        return finding.reason() == Reason.CacheReady
                ? ConditionState.isTrue(TYPE, finding.reason(), finding.message())
                : ConditionState.isFalse(TYPE, finding);
    }

    private static Finding finding(WeightsLink link) {
        return switch (link) {
            case WeightsLink.Found(CacheView cache) -> finding(cache);
            case WeightsLink.Missing missing -> notReady(missing.name());
            case WeightsLink.NotFound(String name) ->
                new Finding(Reason.CacheNotFound, "there is no AIMModelCache '" + name + "'");
            case WeightsLink.OtherSource other ->
                new Finding(Reason.CacheHoldsOtherSource, "AIMModelCache '" + other.name() + "' holds another source");
        };
    }

    private static Finding finding(CacheView cache) {
        if (cache.ready()) {
            return new Finding(Reason.CacheReady, "the cache " + cache.name() + " is complete and verified");
        }
        if (cache.failed()) {
            return new Finding(Reason.CacheFailed, "the cache " + cache.name() + " has failed" + detail(cache));
        }
        return cache.leaving()
                ? new Finding(
                        Reason.CacheNotReady,
                        "the cache " + cache.name() + " is being deleted and is made anew after that")
                : notReady(cache.name());
    }

    /** The same words whether it was made already or is about to be: that alone is no news. */
    private static Finding notReady(String name) {
        return new Finding(Reason.CacheNotReady, "the cache " + name + " is not ready yet");
    }

    /** Only of a failure: a download's own words change by the second, and are told by the cache itself. */
    private static String detail(CacheView cache) {
        return cache.message().isEmpty() ? "" : ": " + cache.message();
    }
}
