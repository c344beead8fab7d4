package com.amd.aim.operator.harness;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which resources were reconciled to the end: what was not looked at was not left alone either. */
final class Looks implements Metrics {
    private final Set<String> uids = ConcurrentHashMap.newKeySet();

    @Override
    public void reconciliationFinished(HasMetadata resource, RetryInfo retry, Map<String, Object> metadata) {
        uids.add(resource.getMetadata().getUid());
    }

    boolean has(HasMetadata resource) {
        return uids.contains(resource.getMetadata().getUid());
    }
}
