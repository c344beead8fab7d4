package com.amd.aim.operator.plan;

import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.AIMServiceStatus;
import com.amd.aim.operator.api.AIMServiceStatus.CacheUse;
import com.amd.aim.operator.render.ServerFrontend;
import com.amd.aim.operator.render.ServerLabels;
import com.amd.aim.operator.status.Conditions;
import com.amd.aim.operator.status.Finding;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The complete status of a service, as a fresh value. */
public final class ServiceReport {
    private ServiceReport() {}

    /**
     * What is to be told.
     *
     * @param trouble what came of applying the plan and is worth telling
     */
    public static AIMServiceStatus of(AIMService service, ServicePlan plan, Optional<Finding> trouble, Instant now) {
        AIMServiceStatus before = service.getStatus();
        ServerState servers = plan.servers();
        long generation =
                Optional.ofNullable(service.getMetadata().getGeneration()).orElse(0L);
        int wanted = ServiceDefaults.replicas(service);
        List<Condition> conditions = Conditions.merge(
                before == null ? null : before.conditions(),
                ServiceConditions.of(service, plan, trouble),
                generation,
                now);
        return new AIMServiceStatus(
                generation,
                ServicePhase.of(plan, wanted),
                plan.standing().selection().orElse(null),
                cache(plan.standing(), before),
                servers.replicas(),
                servers.ready(),
                servers.updated(),
                servers.ready() + "/" + wanted,
                ServerLabels.selectorText(service.getMetadata().getName()),
                servers.deployment().isPresent() || plan.work().frontend().isPresent()
                        ? ServerFrontend.endpoint(service)
                        : null,
                conditions);
    }

    private static @Nullable CacheUse cache(ServiceStanding standing, @Nullable AIMServiceStatus before) {
        if (standing.outcome() instanceof ServiceOutcome.Paused) {
            return before == null ? null : before.cache();
        }
        return standing.cache().map(link -> use(link, standing.cacheHit())).orElse(null);
    }

    private static CacheUse use(WeightsLink link, boolean hit) {
        return switch (link) {
            case WeightsLink.Found found ->
                new CacheUse(
                        found.name(), found.cache().ready(), hit, found.cache().state());
            case WeightsLink.Missing missing -> new CacheUse(missing.name(), false, false, "Pending");
            case WeightsLink.NotFound missing -> new CacheUse(missing.name(), false, false, "NotFound");
            case WeightsLink.OtherSource _ -> new CacheUse(null, false, false, "OtherSource");
        };
    }
}
