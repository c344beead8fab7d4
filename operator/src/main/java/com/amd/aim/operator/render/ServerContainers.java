package com.amd.aim.operator.render;

import com.amd.aim.engine.config.ServingConfig;
import com.amd.aim.operator.api.AIMServiceSpec;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import java.util.ArrayList;
import java.util.List;

/** The containers of a server's pod: the check of the weights, then the engine. */
final class ServerContainers {
    static final String SERVER = "server";
    static final String VERIFY = "verify";
    static final String PORT_NAME = "http";

    private static final long VERIFY_MEMORY = 256L << 20;

    private ServerContainers() {}

    static Container server(ServerShape shape) {
        ServingConfig config = shape.config();
        AIMServiceSpec spec = shape.spec();
        ContainerBuilder server = new ContainerBuilder()
                .withName(SERVER)
                .withImage(config.image())
                .withCommand(config.command())
                .withEnv(ServerEnvironment.of(config.env(), spec.env()))
                .withResources(ServerResources.of(config.resources(), spec.resources()))
                .withVolumeMounts(ServerVolumes.mounts())
                .withStartupProbe(ServerProbes.startup(config))
                .withReadinessProbe(ServerProbes.readiness(config))
                .withLivenessProbe(ServerProbes.liveness(config))
                .withSecurityContext(restricted())
                .addNewPort()
                .withName(PORT_NAME)
                .withContainerPort(config.port())
                .withProtocol("TCP")
                .endPort();
        if (spec.imagePullPolicy() != null) {
            server.withImagePullPolicy(spec.imagePullPolicy().name());
        }
        return server.build();
    }

    /**
     * Checks marker, names and sizes of the weights before each start, so that a claim that was emptied or replaced is noticed
     * and never served from.
     */
    static Container verify(ServerShape shape) {
        List<String> command = new ArrayList<>(List.of("aim", "cache", "verify", "--quick", shape.source()));
        if (shape.revision() != null) {
            command.addAll(List.of("--expect-revision", shape.revision()));
        }
        command.addAll(List.of("--termination-log", "/dev/termination-log"));
        return new ContainerBuilder()
                .withName(VERIFY)
                .withImage(shape.aimImage())
                .withCommand(command)
                .withEnv(ServerVolumes.hubCache())
                .withNewResources()
                .addToRequests("cpu", new Quantity("100m"))
                .addToRequests("memory", Quantities.bytes(VERIFY_MEMORY))
                .endResources()
                .withVolumeMounts(ServerVolumes.cacheMount(), ServerVolumes.tmpMount())
                .withSecurityContext(restricted())
                .build();
    }

    /** What the {@code restricted} Pod Security Standard asks of a container, and a root file system that stays as it was shipped. */
    private static SecurityContext restricted() {
        return new SecurityContextBuilder()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .build();
    }
}
