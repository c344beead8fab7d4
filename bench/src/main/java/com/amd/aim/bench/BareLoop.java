package com.amd.aim.bench;

import com.amd.aim.operator.api.AIMService;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;

/**
 * The limit: a loop that writes what the operator wrote into another namespace, by the same client with as many threads, and decides,
 * watches and compares nothing.
 */
final class BareLoop {
    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("bare-loop")
            .withForce(true)
            .build();

    private final KubernetesClient client;
    private final String target;

    /** @param target a namespace in which nothing is and that no operator serves */
    BareLoop(KubernetesClient client, String target) {
        this.client = client;
        this.target = target;
    }

    /**
     * What the loop took.
     *
     * @param services to create the services, which in the operator's case the user does
     * @param objects to apply their Deployments and Services
     * @param statuses to apply one status for each
     */
    record Took(double services, double objects, double statuses) {
        double all() {
            return services + objects + statuses;
        }
    }

    Took run(String source, Crew crew) throws InterruptedException {
        List<AIMService> services =
                client.resources(AIMService.class).inNamespace(source).list().getItems();
        List<Deployment> deployments =
                client.apps().deployments().inNamespace(source).list().getItems();
        List<Service> frontends = client.services().inNamespace(source).list().getItems();
        List<HasMetadata> created = services.stream().map(this::withoutStatus).toList();
        List<HasMetadata> objects = java.util.stream.Stream.concat(
                        deployments.stream().map(this::stripped),
                        frontends.stream().map(this::stripped))
                .toList();
        List<HasMetadata> statuses = services.stream().map(this::statusOnly).toList();
        return new Took(
                crew.timed(created, object -> client.resource(object).create()),
                crew.timed(objects, object -> client.resource(object).patch(APPLY)),
                crew.timed(
                        statuses,
                        object -> client.resource(object).subresource("status").patch(APPLY)));
    }

    private HasMetadata withoutStatus(AIMService service) {
        AIMService fresh = new AIMService();
        fresh.setMetadata(identity(service).build());
        fresh.setSpec(service.getSpec());
        return fresh;
    }

    private HasMetadata statusOnly(AIMService service) {
        AIMService fresh = new AIMService();
        fresh.setMetadata(identity(service).build());
        fresh.setStatus(service.getStatus());
        return fresh;
    }

    private HasMetadata stripped(Deployment deployment) {
        deployment.setMetadata(described(deployment));
        deployment.setStatus(null);
        return deployment;
    }

    private HasMetadata stripped(Service service) {
        service.setMetadata(described(service));
        service.setStatus(null);
        service.getSpec().setClusterIP(null);
        service.getSpec().setClusterIPs(null);
        return service;
    }

    private io.fabric8.kubernetes.api.model.ObjectMeta described(HasMetadata object) {
        return identity(object)
                .withLabels(object.getMetadata().getLabels())
                .withAnnotations(object.getMetadata().getAnnotations())
                .build();
    }

    private ObjectMetaBuilder identity(HasMetadata object) {
        return new ObjectMetaBuilder()
                .withNamespace(target)
                .withName(object.getMetadata().getName());
    }
}
