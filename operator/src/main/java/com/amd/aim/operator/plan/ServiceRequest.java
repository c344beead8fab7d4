package com.amd.aim.operator.plan;

import com.amd.aim.engine.hardware.Precision;
import com.amd.aim.engine.selection.Objective;
import com.amd.aim.engine.selection.Request;
import com.amd.aim.operator.api.AIMServiceSpec;
import java.util.Locale;
import java.util.Optional;

/** What a service's spec asks the selection for. */
public final class ServiceRequest {
    private ServiceRequest() {}

    public static Request of(AIMServiceSpec spec) {
        return new Request(
                spec.modelId(),
                spec.recipe(),
                spec.hardware(),
                spec.gpuCount(),
                null,
                Optional.ofNullable(spec.precision())
                        .map(word -> Precision.valueOf(word.name().toUpperCase(Locale.ROOT)))
                        .orElse(null),
                spec.backend(),
                Optional.ofNullable(spec.optimizeFor())
                        .flatMap(word -> Objective.parse(word.name()))
                        .orElse(null));
    }
}
