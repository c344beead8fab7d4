package com.amd.aim.operator.reconcile.service;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.plan.Choosing;
import com.amd.aim.operator.plan.ServiceChooser;
import com.amd.aim.operator.plan.ServiceOutcome;
import com.amd.aim.operator.plan.ServicePlan;
import com.amd.aim.operator.plan.ServicePlanner;
import com.amd.aim.operator.plan.WeightsLink;
import com.amd.aim.operator.view.CacheView;
import com.amd.aim.operator.view.ClusterView;
import com.amd.aim.operator.view.GpuClaim;
import com.amd.aim.operator.view.ServiceId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decides about a service, choices one at a time, and sees to it that the service is woken by whatever the decision rests on. A change
 * that came between the look and the promise to be woken is noticed, and then it is decided again.
 */
final class ServiceDecider {
    private final ServiceChooser chooser;
    private final ServicePlanner planner;
    private final ChoiceLedger ledger;
    private final Wakes wakes;
    private final Supplier<InformedView> look;
    private final Supplier<List<GpuClaim>> earlier;

    /**
     * Wires it.
     *
     * @param look takes a fresh look at the cluster
     * @param earlier what services were given before this process began
     */
    ServiceDecider(
            Catalog catalog,
            String aimImage,
            ChoiceLedger ledger,
            Wakes wakes,
            Supplier<InformedView> look,
            Supplier<List<GpuClaim>> earlier) {
        this.chooser = new ServiceChooser(catalog);
        this.planner = new ServicePlanner(catalog, aimImage);
        this.ledger = ledger;
        this.wakes = wakes;
        this.look = look;
        this.earlier = earlier;
    }

    ServicePlan decide(AIMService service) {
        ServiceId id = ServiceId.of(service);
        while (true) {
            InformedView cluster = look.get();
            long version = cluster.gpus().version();
            ServicePlan plan = plan(service, cluster);
            boolean waits = plan.standing().outcome() instanceof ServiceOutcome.NothingFits;
            Optional<WeightsLink> weights = plan.standing().cache();
            wakes.onHardware(id, waits);
            wakes.onCache(id, weights.map(WeightsLink::name).orElse(null));
            InformedView now = look.get();
            boolean stillSo = weights.flatMap(link -> seen(link))
                            .equals(weights.flatMap(link -> now.cache(id.namespace(), link.name())))
                    && (!waits || version == now.gpus().version());
            if (stillSo) {
                return plan;
            }
        }
    }

    private static Optional<CacheView> seen(WeightsLink link) {
        return switch (link) {
            case WeightsLink.Found(CacheView cache) -> Optional.of(cache);
            case WeightsLink.OtherSource other -> Optional.of(other.cache());
            case WeightsLink.Missing _, WeightsLink.NotFound _ -> Optional.empty();
        };
    }

    private ServicePlan plan(AIMService service, ClusterView cluster) {
        if (Boolean.TRUE.equals(service.getSpec().paused())) {
            return planner.paused(service, cluster);
        }
        Optional<Choosing> kept = chooser.kept(service, cluster);
        return kept.isPresent()
                ? noted(service, planner.plan(service, cluster, kept.get()))
                : ledger.serially(earlier, () -> chosen(service));
    }

    /** Looks anew: what others were given while this one waited for its turn counts. */
    private ServicePlan chosen(AIMService service) {
        InformedView cluster = look.get();
        return noted(service, planner.plan(service, cluster, chooser.choose(service, cluster)));
    }

    private ServicePlan noted(AIMService service, ServicePlan plan) {
        ledger.note(ServiceId.of(service), plan.work().claim());
        return plan;
    }
}
