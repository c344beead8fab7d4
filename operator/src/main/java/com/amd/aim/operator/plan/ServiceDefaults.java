package com.amd.aim.operator.plan;

import com.amd.aim.operator.api.AIMService;
import java.util.Objects;

/** What an absent field of an AIMService means; the schema says the same. */
final class ServiceDefaults {
    static final int REPLICAS = 1;

    private ServiceDefaults() {}

    static int replicas(AIMService service) {
        return Objects.requireNonNullElse(service.getSpec().replicas(), REPLICAS);
    }
}
