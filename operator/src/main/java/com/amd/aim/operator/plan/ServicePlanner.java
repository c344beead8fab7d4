package com.amd.aim.operator.plan;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.selection.NothingFits;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.AIMServiceStatus;
import com.amd.aim.operator.render.ServerFrontend;
import com.amd.aim.operator.status.Finding;
import com.amd.aim.operator.status.Reason;
import com.amd.aim.operator.view.CacheView;
import com.amd.aim.operator.view.ClusterView;
import com.amd.aim.operator.view.ServiceId;
import io.fabric8.kubernetes.api.model.Service;
import java.util.Optional;

/**
 * From a choice to what is done and told. The order is that of the work: recipe, then cache, then servers; whatever cannot go on
 * leaves what already runs as it is.
 */
public final class ServicePlanner {
    private final Catalog catalog;
    private final String aimImage;

    /** @param aimImage the image of this operator, which checks the weights before a server starts */
    public ServicePlanner(Catalog catalog, String aimImage) {
        this.catalog = catalog;
        this.aimImage = aimImage;
    }

    /** The plan for a service that is not paused. */
    public ServicePlan plan(AIMService service, ClusterView cluster, Choosing choosing) {
        ServerState servers = servers(service, cluster);
        return switch (choosing) {
            case Choosing.Settled settled ->
                new SettledPlan(catalog, aimImage, service, cluster, servers, settled).plan();
            case Choosing.Nothing(NothingFits why) ->
                new ServicePlan(
                        servers,
                        ServiceStanding.of(
                                new ServiceOutcome.NothingFits(new Finding(reason(why.cause()), why.message())),
                                SelectionReport.of(why.candidates())),
                        asItIs(service, servers));
            case Choosing.Outlived(ServiceChoice choice) -> outlived(service, cluster, servers, choice);
        };
    }

    /** Nothing is done; told is what is. */
    public ServicePlan paused(AIMService service, ClusterView cluster) {
        return new ServicePlan(
                servers(service, cluster),
                ServiceStanding.of(
                        new ServiceOutcome.Paused(),
                        Optional.ofNullable(service.getStatus()).map(AIMServiceStatus::selection)),
                ServiceWork.NONE);
    }

    private static ServerState servers(AIMService service, ClusterView cluster) {
        ServiceId id = ServiceId.of(service);
        return new ServerState(cluster.deployment(id), cluster.pods(id));
    }

    private ServicePlan outlived(AIMService service, ClusterView cluster, ServerState servers, ServiceChoice choice) {
        ServiceStanding standing = ServiceStanding.of(
                        ServiceDefaults.replicas(service) == 0
                                ? new ServiceOutcome.Stopped()
                                : new ServiceOutcome.Running(servers.template().orElse("")),
                        Optional.ofNullable(service.getStatus()).map(AIMServiceStatus::selection))
                .with(
                        new Finding(
                                Reason.UpdateAvailable,
                                "this operator no longer has the recipe "
                                        + choice.names().recipe()
                                        + "; the servers stay as they are until spec.recipe or spec.updatePolicy: Automatic says otherwise"));
        Optional<CacheView> cache = cluster.cache(service.getMetadata().getNamespace(), choice.cache());
        ServiceStanding told = cache.map(view -> standing.with(new WeightsLink.Found(view), choice.hit()))
                .orElse(standing);
        return new ServicePlan(servers, told, asItIs(service, servers));
    }

    /** What runs goes on running, at the scale that is wanted. */
    private static ServiceWork asItIs(AIMService service, ServerState servers) {
        Workload workload = new WorkloadPlanner(service, servers).kept();
        Optional<Service> frontend = servers.deployment().map(_ -> ServerFrontend.of(service));
        return new ServiceWork(workload, frontend, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Reason reason(NothingFits.Cause cause) {
        return switch (cause) {
            case UNKNOWN_MODEL -> Reason.UnknownModel;
            case UNKNOWN_RECIPE -> Reason.UnknownRecipe;
            case RECIPE_FOR_OTHER_MODEL -> Reason.RecipeForOtherModel;
            case UNKNOWN_HARDWARE -> Reason.UnknownHardware;
            case UNKNOWN_BACKEND -> Reason.UnknownBackend;
            case INVALID_GPU_COUNT -> Reason.InvalidGpuCount;
            case HARDWARE_ABSENT -> Reason.HardwareAbsent;
            case NOTHING_FITS -> Reason.NothingFits;
        };
    }
}
