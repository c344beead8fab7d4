package com.amd.aim.operator.render;

import com.amd.aim.engine.config.ServingConfig;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.HTTPGetActionBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;

/** Probes (R72). The engine opens its port once the model is loaded, so the start-up probe alone waits for that. */
final class ServerProbes {
    /** Short, since a model that is loaded should serve; a refused connection costs nothing. */
    private static final int STARTUP_PERIOD_SECONDS = 1;

    private ServerProbes() {}

    static Probe startup(ServingConfig config) {
        return new ProbeBuilder()
                .withHttpGet(health(config))
                .withPeriodSeconds(STARTUP_PERIOD_SECONDS)
                .withFailureThreshold((int) config.startupBudget().toSeconds() / STARTUP_PERIOD_SECONDS)
                .withTimeoutSeconds(5)
                .build();
    }

    static Probe readiness(ServingConfig config) {
        return new ProbeBuilder()
                .withHttpGet(health(config))
                .withPeriodSeconds(5)
                .withFailureThreshold(3)
                .withTimeoutSeconds(5)
                .build();
    }

    /** Patient: a server under full load answers late, and starting it again costs minutes. */
    static Probe liveness(ServingConfig config) {
        return new ProbeBuilder()
                .withHttpGet(health(config))
                .withPeriodSeconds(15)
                .withFailureThreshold(8)
                .withTimeoutSeconds(10)
                .build();
    }

    private static HTTPGetAction health(ServingConfig config) {
        return new HTTPGetActionBuilder()
                .withPath(config.healthPath())
                .withPort(new IntOrString(ServerContainers.PORT_NAME))
                .build();
    }
}
