package com.amd.aim.operator.render;

import com.amd.aim.operator.api.AIMService;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;

/** The Kubernetes Service in front of the servers. */
public final class ServerFrontend {
    /** Where the OpenAI-compatible API answers. */
    public static final int PORT = 8000;

    private ServerFrontend() {}

    public static Service of(AIMService service) {
        String name = service.getMetadata().getName();
        return new ServiceBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(service.getMetadata().getNamespace())
                .withLabels(ServerLabels.of(name))
                .withOwnerReferences(OwnerRefs.of(service))
                .endMetadata()
                .withNewSpec()
                .withType("ClusterIP")
                .withSelector(ServerLabels.selector(name))
                .addNewPort()
                .withName(ServerContainers.PORT_NAME)
                .withPort(PORT)
                .withProtocol("TCP")
                .withTargetPort(new IntOrString(ServerContainers.PORT_NAME))
                .endPort()
                .endSpec()
                .build();
    }

    /** The address inside the cluster. */
    public static String endpoint(AIMService service) {
        return "http://" + service.getMetadata().getName() + "."
                + service.getMetadata().getNamespace() + ".svc:" + PORT;
    }
}
